/** A command that was written wrongly. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
