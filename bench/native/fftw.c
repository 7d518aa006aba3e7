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
  /* The same in two and three dimensions: h and each component of v. */
  int dimension;
  fftw_complex *hats[4];
  double *fields[4];
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

/* Fields on m x m or m x m x m points, their modes |k_i| <= K kept: [2K+1]...[K+1] in the order 0 ... K, -K ... -1. */
static int place(int i, int top, int m) { return i <= top ? i : m - (2 * top + 1 - i); }
static int wave(int i, int top) { return i <= top ? i : i - 2 * top - 1; }

/* The same in two and three dimensions: -div((h + nu) v), v = -grad phi, -laplace phi = h. */
static void rhs_box(Job *j) {
  const int m = j->n, top = j->cutoff, d = j->dimension, width = 2 * top + 1, planes = d == 3 ? width : 1;
  const size_t half = m / 2 + 1, modes = (d == 3 ? m : 1) * m * half, points = (d == 3 ? m : 1) * (size_t)m * m;
  const fftw_complex *x = (fftw_complex *)j->in;
  fftw_complex *y = (fftw_complex *)j->out;
  for (int i = 0; i <= d; i++) memset(j->hats[i], 0, sizeof(fftw_complex) * modes);
  for (int a = 0, q = 0; a < planes; a++)
    for (int b = 0; b < width; b++) {
      const size_t row = ((d == 3 ? (size_t)place(a, top, m) * m : 0) + place(b, top, m)) * half;
      const double ka = d == 3 ? 2 * M_PI * wave(a, top) : 0, kb = 2 * M_PI * wave(b, top);
      for (int c = 0; c <= top; c++, q++) {
        const double g = j->g[q], kc = 2 * M_PI * c, re = x[q][0], im = x[q][1];
        j->hats[0][row + c][0] = re, j->hats[0][row + c][1] = im;
        j->hats[1][row + c][0] = g * kc * im, j->hats[1][row + c][1] = -g * kc * re;
        j->hats[2][row + c][0] = g * kb * im, j->hats[2][row + c][1] = -g * kb * re;
        if (d == 3) j->hats[3][row + c][0] = g * ka * im, j->hats[3][row + c][1] = -g * ka * re;
      }
    }
  for (int i = 0; i <= d; i++) fftw_execute_dft_c2r(j->h_plan, j->hats[i], j->fields[i]);
  double least = DBL_MAX;
  for (size_t i = 0; i < points; i++) {
    const double mu = j->fields[0][i] + j->nu[i];
    least = mu < least ? mu : least;
    for (int axis = 1; axis <= d; axis++) j->fields[axis][i] *= mu;
  }
  j->least = least;
  for (int i = 1; i <= d; i++) fftw_execute_dft_r2c(j->flux_plan, j->fields[i], j->hats[i]);
  for (int a = 0, q = 0; a < planes; a++)
    for (int b = 0; b < width; b++) {
      const size_t row = ((d == 3 ? (size_t)place(a, top, m) * m : 0) + place(b, top, m)) * half;
      const double scale = 2 * M_PI / points, ka = scale * wave(a, top), kb = scale * wave(b, top);
      for (int c = 0; c <= top; c++, q++) {
        const double kc = scale * c;
        double re = kc * j->hats[1][row + c][0] + kb * j->hats[2][row + c][0];
        double im = kc * j->hats[1][row + c][1] + kb * j->hats[2][row + c][1];
        if (d == 3) re += ka * j->hats[3][row + c][0], im += ka * j->hats[3][row + c][1];
        y[q][0] = im, y[q][1] = -re;
      }
    }
}

/* Modes as bench/inputs.mjs makes them: noise over |k|^2, of a real field without mean. */
static void fill_box(Job *j) {
  const int top = j->cutoff, d = j->dimension, width = 2 * top + 1, planes = d == 3 ? width : 1;
  fftw_complex *x = (fftw_complex *)j->in;
  fill(j->in, j->count, j->n);
  for (int a = 0, q = 0; a < planes; a++)
    for (int b = 0; b < width; b++)
      for (int c = 0; c <= top; c++, q++) {
        const double ka = d == 3 ? wave(a, top) : 0, kb = wave(b, top), square = ka * ka + kb * kb + (double)c * c;
        const double inverse = square ? 1 / square : 0;
        x[q][0] *= inverse, x[q][1] *= inverse;
        j->g[q] = inverse / (4 * M_PI * M_PI);
        if (c || ka > 0 || (ka == 0 && kb >= 0)) continue;
        const int other = ((a ? width - a : 0) * width + (b ? width - b : 0)) * (top + 1);
        x[q][0] = x[other][0], x[q][1] = -x[other][1];
      }
}

static int make_box(Job *j, int rhs) {
  const int n = j->n, d = j->dimension, n0 = d == 3 ? n : 1, sizes[3] = {n, n, n};
  const size_t points = (size_t)n0 * n * n, modes = (size_t)n0 * n * (n / 2 + 1);
  const unsigned flags = FFTW_MEASURE;
  if (!rhs) {
    j->in = reals(points), j->out = reals(2 * modes);
    j->plan = fftw_plan_dft_r2c(d, sizes, j->in, (fftw_complex *)j->out, flags);
    fill(j->in, points, n);
    j->count = 2 * modes;
    return j->plan != NULL;
  }
  const int width = 2 * j->cutoff + 1;
  j->count = 2 * (d == 3 ? width : 1) * width * (j->cutoff + 1);
  j->in = reals(j->count), j->out = reals(j->count), j->g = reals(j->count / 2), j->nu = reals(points);
  for (int i = 0; i <= d; i++) j->hats[i] = (fftw_complex *)reals(2 * modes), j->fields[i] = reals(points);
  j->h_plan = fftw_plan_dft_c2r(d, sizes, j->hats[0], j->fields[0], flags);
  j->flux_plan = fftw_plan_dft_r2c(d, sizes, j->fields[0], j->hats[0], flags);
  fill_box(j);
  for (size_t i = 0; i < points; i++) {
    const size_t sum = i % n + i / n % n + (d == 3 ? i / n / n : 0);
    j->nu[i] = 1 + 0.5 * cos(2 * M_PI * sum / n);
  }
  return j->h_plan && j->flux_plan;
}

static int make(Job *j) {
  j->dimension = strstr(j->kind, "2d") ? 2 : strstr(j->kind, "3d") ? 3 : 1;
  if (j->dimension > 1) return make_box(j, j->kind[1] == 'h');
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
  else if (j->kind[1] == 'h')
    for (int i = 0; i < times; i++) rhs_box(j);
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
