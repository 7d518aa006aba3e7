/** The two laws of decay that are fitted. */
export type Law = 'algebraic' | 'exponential';

/**
 * The rate of one decaying quantity: fitted over a window of its history, beside what the theory predicts.
 * Plain data: it is written to result.json as it stands.
 */
export interface Rate {
  /** 'energy', or 'norm:q' for ‖μ−ν‖_{Ḣ^q}. */
  quantity: string;
  /** The law that was fitted: C t^{−exponent}, or C t^{−power} e^{−exponent·t}. */
  kind: Law;
  /** Null where no window exists; `note` says why. */
  exponent: number | null;
  /** 95 % confidence interval of the exponent; it covers the systematic drift of the slope as well. */
  interval: [number, number] | null;
  /** Times between which the law was fitted. */
  window: [number, number] | null;
  /** C of the law that was fitted. */
  constant: number | null;
  /** Fitted algebraic prefactor t^{−power} of an exponential; null where none was fitted. */
  power: number | null;
  /** Which law fits better in the window. */
  verdict: Law | 'undecided' | null;
  /** The exponent that the linearised theory predicts; null where it says nothing. */
  predicted: number | null;
  predictedKind: Law | 'stretched-exponential' | null;
  predictedConstant: number | null;
  predictedPower: number | null;
  /** What was measured and what was expected, in plain words. */
  note: string;
}
