// Stands for sessions on the page's own thread in torusflow/element, whose flows run in workers.
export function openSession() {
  throw new Error('this bundle runs flows in workers alone');
}
