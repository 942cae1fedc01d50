/** How often the worker looks whether something is due, in ms: this much an automatic import can be late. */
export const tickMs = 15 * 60_000;
