import type { ChildProgram } from '../support/child-program.ts';
import { searches, type SearchPlace } from './bench-library.ts';
import { count, goal, milliseconds, percent, type Figure } from './figures-table.ts';
import type { LoadRequest } from './http-client.ts';
import { shareOf, type Compared, type Measuring } from './measuring.ts';

const DISTINCT = 400;
const READS_PER_WRITE = 100;

export interface ServerTime {
  medianMs: number;
  p99Ms: number;
}

/** How long the server works on a search, socket and network left out. Spends `rounds / 100` of the holds. */
export function serverTime(
  measuring: Measuring,
  env: Record<string, string>,
  { reads, holds, rounds }: { reads: LoadRequest[]; holds: LoadRequest[]; rounds: number },
): Promise<ServerTime> {
  const writes = holds.splice(0, rounds / READS_PER_WRITE);
  return measuring.runJob('tests/load/server-time.ts', { reads, writes, readsPerWrite: READS_PER_WRITE, rounds }, env);
}

/** Searches of so many days at a branch, beside bare Hono. */
export function besideBare(
  measuring: Measuring,
  server: ChildProgram,
  { place, days, holds, clients }: { place: SearchPlace; days: number; holds: LoadRequest[]; clients: number[] },
): Promise<Map<number, Compared>> {
  return measuring.besideBare(server, searches(place, days, DISTINCT), { holds, clients });
}

export function ratioFigures(
  what: string,
  found: ReadonlyMap<number, Compared>,
  aim?: { clients: number; share: number },
): Figure[] {
  return [...found].flatMap(([clients, compared]) => {
    const { ours, bare } = compared;
    const reached = shareOf(compared);
    const isAim = aim?.clients === clients;
    const spread = ours.p99Ms / ours.medianMs;
    return [
      {
        what: `${what}, answers/s at ${clients}`,
        value: `${count(ours.perSecond)} (${percent(reached)}; ${count(ours.bytesPerAnswer / 1000)} KB each)`,
        floor: `${count(bare.perSecond)} answers/s`,
        ...(isAim && { goal: `≥ ${percent(aim.share)} of the floor`, met: reached >= aim.share }),
      },
      ...(isAim
        ? [
            {
              what: '… processor time an answer, its share of the writes included',
              value: `${count(ours.cpuUs)} µs (${percent(bare.cpuUs / ours.cpuUs)})`,
              floor: `${count(bare.cpuUs)} µs`,
            },
          ]
        : []),
      goal(
        '… the 99th of 100, of the median',
        `${spread.toFixed(1)} × ${milliseconds(ours.medianMs)}`,
        '≤ 10 ×',
        spread <= 10,
      ),
    ];
  });
}
