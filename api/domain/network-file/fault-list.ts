/** One thing wrong with a network file: `counsellors[3].hours[0].weekly.sat[1]: ends before it starts`. */
export interface FileFault {
  path: string;
  message: string;
}

/** Whoever mends a file reads no more than that at once, and a hostile file must not fill the memory. */
export const MOST_FAULTS = 10_000;

export class FaultList {
  readonly faults: FileFault[] = [];
  /** How many there are beyond those listed. */
  more = 0;

  add(path: string, message: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push({ path, message });
    else this.more++;
  }

  get count(): number {
    return this.faults.length + this.more;
  }
}

/** A file that was refused: nothing of it was applied. */
export class NetworkFaults extends Error {
  override readonly name = 'NetworkFaults';
  readonly faults: FileFault[];
  readonly more: number;

  constructor(faults: FileFault[], more = 0) {
    super(`the network file has ${faults.length + more} fault${faults.length + more === 1 ? '' : 's'}`);
    this.faults = faults;
    this.more = more;
  }

  /** One fault a line, as the command prints them. */
  get lines(): string[] {
    const lines = this.faults.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
    return this.more === 0 ? lines : [...lines, `and ${this.more} more`];
  }
}
