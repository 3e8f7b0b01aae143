/** The database or its keys are not what they should be. The message is for the operator: what was found and what to do. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
}
