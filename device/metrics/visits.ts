import type { KioskSnapshot } from '../screen/to-screen.ts';
import type { StateMachineWatch } from '../screen/watch.ts';
import { counter, histogram } from './counted.ts';
import type { MetricFamily } from './text.ts';
import { summarizeVisit, VISIT_OUTCOMES, type VisitSummary } from './visit-outcome.ts';

/** Bounds in seconds. Reading takes about 15 s, a terminal up to three minutes. */
const STEP_BOUNDS = [1, 5, 15, 45, 180];
const VISIT_BOUNDS = [15, 60, 120, 300, 900];

interface VisitsOptions {
  readonly watch: Pick<StateMachineWatch, 'onChange'>;
  readonly snapshot: () => KioskSnapshot;
  readonly services: readonly string[];
  readonly now: () => number;
}

interface Running extends VisitSummary {
  readonly beganAt: number;
  readonly stepBeganAt: number;
}

/**
 * Counts visits by service and outcome, with the duration of visits and steps. Reads the machines whenever one has moved. `services`: ids
 * of the catalogue; other words become no labels. `now`: milliseconds of a clock that never goes back.
 */
export function countVisits({ watch, snapshot, services, now }: VisitsOptions) {
  const known = new Set([...services, 'none']);
  const visits = counter({ name: 'visits_total', help: 'Finished visits, by last chosen service and outcome.' }, [
    'service',
    'outcome',
  ]);
  const steps = histogram(
    { name: 'step_seconds', help: 'Duration of each step of a visit, on the screen or waiting.' },
    ['step'],
    STEP_BOUNDS,
  );
  const lengths = histogram(
    { name: 'visit_seconds', help: 'Duration of visits, from the first touch to the end of the visit.' },
    ['outcome'],
    VISIT_BOUNDS,
  );
  for (const outcome of VISIT_OUTCOMES) lengths.begin({ outcome });
  let running: Running | null = null;

  function leaveStep(before: Running, at: number): void {
    steps.observe({ step: before.step }, (at - before.stepBeganAt) / 1_000);
  }

  function end(before: Running, at: number): void {
    leaveStep(before, at);
    const { service, outcome } = before;
    visits.add({ service: known.has(service) ? service : 'other', outcome });
    lengths.observe({ outcome }, (at - before.beganAt) / 1_000);
  }

  const stop = watch.onChange(() => {
    const seen = summarizeVisit(snapshot());
    const at = now();
    const before = running;
    if (before && seen?.visit !== before.visit) end(before, at);
    if (!seen) running = null;
    else if (before?.visit !== seen.visit) running = { ...seen, beganAt: at, stepBeganAt: at };
    else {
      if (seen.step !== before.step) leaveStep(before, at);
      running = { ...before, ...seen, stepBeganAt: seen.step === before.step ? before.stepBeganAt : at };
    }
  });

  return {
    families: (): readonly MetricFamily[] => [visits, steps, lengths].map((each) => each.family()),
    stop,
  };
}
