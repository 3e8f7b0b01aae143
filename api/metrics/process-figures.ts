import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gauge, type Family } from './exposition.ts';

const RESOLUTION_MS = 10;
const NS = 1e9;
const PERCENTILES = [50, 99, 100];

/** What this process costs, and whether it keeps up. Names are those that Prometheus's own libraries use, where there is one. */
export class ProcessFigures {
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.#delay.enable();
  }

  families(): Family[] {
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const files = openFiles();
    const cpu = { value: (user + system) / 1e6 };
    return [
      this.#eventLoop(),
      { name: 'process_cpu_seconds_total', help: 'Processor time, all threads.', type: 'counter', samples: [cpu] },
      gauge('process_resident_memory_bytes', 'Memory that the process holds.', rss),
      gauge('process_start_time_seconds', 'When it was started.', Date.now() / 1_000 - process.uptime()),
      ...(files === undefined ? [] : [gauge('process_open_fds', 'Open files and connections.', files)]),
      gauge('quietroom_heap_used_bytes', 'Memory of JavaScript alone.', heapUsed),
    ];
  }

  close(): void {
    this.#delay.disable();
  }

  /** Since the last reading, so that a bad minute is not lost in a good day. */
  #eventLoop(): Family {
    const samples = PERCENTILES.map((percent) => ({
      labels: { percentile: String(percent) },
      // The timer itself comes every ten milliseconds: only what is more is late.
      value: Math.max(0, (this.#delay.percentile(percent) || 0) / NS - RESOLUTION_MS / 1_000),
    }));
    this.#delay.reset();
    const help = 'How late the process came to what was due, since the last reading; 100 is the worst.';
    return { name: 'quietroom_event_loop_delay_seconds', help, type: 'gauge', samples };
  }
}

/** Where the system has /proc. */
function openFiles(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return undefined;
  }
}
