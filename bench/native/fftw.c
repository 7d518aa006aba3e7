/* FFTW in the contest of bench/: speaks the protocol of bench/peers/serve.mjs.
 *
 * With -DSSE2_ONLY and the static library, FFTW is held to the 128-bit vectors that WebAssembly has.
 */
#include <fftw3.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef SSE2_ONLY
int fftw_have_simd_avx(void) { return 0; }
int fftw_have_simd_avx2(void) { return 0; }
int fftw_have_simd_avx2_128(void) { return 0; }
int fftw_have_simd_avx512(void) { return 0; }
#endif

typedef struct {
  char kind[16];
  int n, cutoff, count;
  double *in, *out;
  fftw_plan plan;
  /* The right-hand side: spectra and fields of h and v, the target, the symbols. */
  fftw_complex *h_hat, *v_hat;
  double *h, *v, *nu, *g, *kappa, least;
  fftw_plan h_plan, v_plan, flux_plan;
} Job;

static Job jobs[1024];

static double *reals(size_t count) {
  double *a = fftw_malloc(sizeof(double) * count);
  memset(a, 0, sizeof(double) * count);
  return a;
}

/* The inputs that every peer makes for itself, see bench/inputs.mjs. */
static void fill(double *a, int count, unsigned seed) {
  for (int i = 0; i < count; i++) {
    seed = seed * 1664525u + 1013904223u;
    a[i] = seed / 2147483648.0 - 1;
  }
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

/* From the half spectrum of h to that of d/dx((h + nu) dphi/dx), s = 1; the same length of transform,
 * the same truncation and the same watch on the minimum as torusflow's own. */
static void rhs(Job *j) {
  const int m = j->n, top = j->cutoff;
  const fftw_complex *x = (fftw_complex *)j->in;
  fftw_complex *y = (fftw_complex *)j->out;
  memset(j->h_hat + top + 1, 0, sizeof(fftw_complex) * (m / 2 - top));
  memset(j->v_hat + top + 1, 0, sizeof(fftw_complex) * (m / 2 - top));
  for (int k = 0; k <= top; k++) {
    const double g = j->g[k], re = x[k][0], im = x[k][1];
    j->h_hat[k][0] = re, j->h_hat[k][1] = im;
    j->v_hat[k][0] = g * im, j->v_hat[k][1] = -g * re;
  }
  fftw_execute(j->h_plan);
  fftw_execute(j->v_plan);
  double least = DBL_MAX;
  for (int i = 0; i < m; i++) {
    const double mu = j->h[i] + j->nu[i];
    least = mu < least ? mu : least;
    j->v[i] *= mu;
  }
  j->least = least;
  fftw_execute(j->flux_plan);
  for (int k = 0; k <= top; k++) {
    const double kappa = j->kappa[k], re = j->h_hat[k][0], im = j->h_hat[k][1];
    y[k][0] = -kappa * im, y[k][1] = kappa * re;
  }
}

static int make(Job *j) {
  const int n = j->n;
  const unsigned flags = FFTW_MEASURE;
  j->in = reals(2 * (size_t)n + 8);
  j->out = reals(2 * (size_t)n + 8);
  fftw_complex *in = (fftw_complex *)j->in, *out = (fftw_complex *)j->out;
  if (!strcmp(j->kind, "complex")) j->plan = fftw_plan_dft_1d(n, in, out, FFTW_FORWARD, flags);
  else if (!strcmp(j->kind, "inverse")) j->plan = fftw_plan_dft_1d(n, in, out, FFTW_BACKWARD, flags);
  else if (!strcmp(j->kind, "real")) j->plan = fftw_plan_dft_r2c_1d(n, j->in, out, flags);
  else if (!strcmp(j->kind, "realinverse"))
    j->plan = fftw_plan_dft_c2r_1d(n, in, j->out, flags | FFTW_PRESERVE_INPUT);
  else {
    j->h_hat = (fftw_complex *)reals(n + 2), j->v_hat = (fftw_complex *)reals(n + 2);
    j->h = reals(n), j->v = reals(n), j->nu = reals(n);
    j->g = reals(j->cutoff + 1), j->kappa = reals(j->cutoff + 1);
    j->h_plan = fftw_plan_dft_c2r_1d(n, j->h_hat, j->h, flags);
    j->v_plan = fftw_plan_dft_c2r_1d(n, j->v_hat, j->v, flags);
    j->flux_plan = fftw_plan_dft_r2c_1d(n, j->v, j->h_hat, flags);
    for (int k = 1; k <= j->cutoff; k++) j->g[k] = 1 / (2 * M_PI * k), j->kappa[k] = -2 * M_PI * k / n;
    for (int i = 0; i < n; i++) j->nu[i] = 1 + 0.5 * cos(2 * M_PI * i / n);
    fill(j->in, 2 * j->cutoff + 2, n);
    j->in[0] = j->in[1] = 0;
    for (int k = 1; k <= j->cutoff; k++) j->in[2 * k] /= (double)k * k, j->in[2 * k + 1] /= (double)k * k;
    j->count = 2 * j->cutoff + 2;
    return j->h_plan && j->v_plan && j->flux_plan;
  }
  fill(j->in, 2 * n, n);
  j->count = !strcmp(j->kind, "real") ? n / 2 * 2 + 2 : !strcmp(j->kind, "realinverse") ? n : 2 * n;
  return j->plan != NULL;
}

static double run(Job *j, int times) {
  const double start = now();
  if (!strcmp(j->kind, "rhs"))
    for (int i = 0; i < times; i++) rhs(j);
  else
    for (int i = 0; i < times; i++) fftw_execute(j->plan);
  return now() - start;
}

int main(void) {
  char line[256], kind[16];
  int id, a, b;
  while (fgets(line, sizeof line, stdin)) {
    if (sscanf(line, "plan %d %15s %d %d", &id, kind, &a, &b) == 4) {
      Job *j = &jobs[id];
      strcpy(j->kind, kind), j->n = a, j->cutoff = b;
      puts(make(j) ? "ok" : "failed");
    } else if (sscanf(line, "run %d %d", &id, &a) == 2) {
      printf("%.0f\n", run(&jobs[id], a));
    } else if (sscanf(line, "probe %d", &id) == 1) {
      run(&jobs[id], 1);
      for (int i = 0; i < 64; i++) printf("%.17g ", jobs[id].out[(long)i * (jobs[id].count - 1) / 63]);
      putchar('\n');
    } else {
      puts("failed");
    }
    fflush(stdout);
  }
  return 0;
}
