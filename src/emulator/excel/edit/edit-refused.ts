/** A reason why cells cannot be changed, for the caller to put into words of its own. */
export class EditRefused extends Error {
  override readonly name = 'EditRefused';
  readonly reason:
    | 'unreadable-formula'
    | 'part-of-array'
    | 'outside'
    | 'table-overlap'
    | 'pivot-overlap'
    | 'occupied'
    | 'merged'
    | 'protected'
    | 'several-areas'
    | 'sheet-name'
    | 'sheet-taken'
    | 'last-sheet';

  constructor(reason: EditRefused['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
