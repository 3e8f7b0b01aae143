import type { RequestMeter } from '../http/request/request-meter.ts';
import { gauge, type Family } from './exposition.ts';
import { Counter, Histogram, SECONDS, type Series } from './instruments.ts';

/** One answer costs two look-ups and two additions: it is on the way of every search. */
interface RouteFigures {
  seconds: Series;
  statuses: Map<number, { value: number }>;
}

/** What is asked and answered, by route. */
export class RequestFigures implements RequestMeter {
  readonly #seconds = new Histogram(
    'quietroom_request_duration_seconds',
    'From a request’s headers to its answer, by declared route; a stream counts until it is open.',
    SECONDS,
    ['method', 'route'],
  );
  readonly #refusals = new Counter('quietroom_refusals_total', 'Lawful noes, by their code.', ['code']);
  readonly #writes = new Counter(
    'quietroom_operations_total',
    'Writing operations: done, refused, or repeated under a key that had its answer already.',
    ['operation', 'outcome'],
  );
  readonly #routes = new Map<string, Map<string, RouteFigures>>();
  #streams = () => 0;

  answered(route: string, method: string, status: number, ms: number, refusal: string | undefined): void {
    const { seconds, statuses } = this.#of(route, method);
    seconds.observe(ms / 1_000);
    const count = statuses.get(status);
    if (count) count.value++;
    else statuses.set(status, { value: 1 });
    if (refusal !== undefined) this.#refusals.add(refusal);
  }

  wrote(operation: string, outcome: 'done' | 'refused' | 'repeated'): void {
    this.#writes.add(operation, outcome);
  }

  streams(open: () => number): void {
    this.#streams = open;
  }

  families(): Family[] {
    return [
      this.#requests(),
      ...[this.#seconds, this.#refusals, this.#writes].map((one) => one.family()),
      gauge('quietroom_streams_open', 'Devices that are told of changes by this process.', this.#streams()),
    ];
  }

  #of(route: string, method: string): RouteFigures {
    let methods = this.#routes.get(route);
    if (!methods) this.#routes.set(route, (methods = new Map()));
    let figures = methods.get(method);
    if (!figures) methods.set(method, (figures = { seconds: this.#seconds.of(method, route), statuses: new Map() }));
    return figures;
  }

  #requests(): Family {
    const samples = [...this.#routes].flatMap(([route, methods]) =>
      [...methods].flatMap(([method, { statuses }]) =>
        [...statuses].map(([status, { value }]) => ({ labels: { method, route, status: String(status) }, value })),
      ),
    );
    const help = 'Requests answered, by declared route, method and status.';
    return { name: 'quietroom_requests_total', help, type: 'counter', samples };
  }
}
