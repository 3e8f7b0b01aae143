/** Some browsers' storage hangs at times: the first screen waits so long for it, and no longer. */
export function patience(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
