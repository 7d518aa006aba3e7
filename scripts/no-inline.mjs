// Stands for flows on the page's own thread in torusflow/element, whose flows run in workers.
export function acquireInline() {
  throw new Error('this bundle runs flows in workers alone');
}
