/** What is joined here is short and at once text again. */
const scratch = Buffer.allocUnsafeSlow(32_768);

/** An answer as stretches of bytes that were written before. ASCII only: a byte is a character. */
export class AnswerPieces {
  length = 0;
  readonly #bytes: Buffer[] = [];
  readonly #from: number[] = [];
  readonly #until: number[] = [];

  /** The bytes from `from` to `until` come next. They are not copied yet. */
  add(bytes: Buffer, from = 0, until = bytes.length): void {
    this.#bytes.push(bytes);
    this.#from.push(from);
    this.#until.push(until);
    this.length += until - from;
  }

  copyTo(target: Buffer): void {
    let at = 0;
    for (let i = 0; i < this.#bytes.length; i++) {
      at += this.#bytes[i]!.copy(target, at, this.#from[i]!, this.#until[i]!);
    }
  }

  text(): string {
    const target = this.length <= scratch.length ? scratch : Buffer.allocUnsafe(this.length);
    this.copyTo(target);
    return target.toString('latin1', 0, this.length);
  }
}
