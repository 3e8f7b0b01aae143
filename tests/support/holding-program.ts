import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

/** Another process in the middle of making a new file: it has the right to write, and lets it go a moment later. */
const { path, holdMs } = workerData as { path: string; holdMs: number };

const raw = new DatabaseSync(path);
raw.exec('begin immediate');
parentPort!.postMessage('holding');
await sleep(holdMs);
raw.exec('commit');
raw.close();
