import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { documentView } from '../../device/screen/document-view.ts';
import type { JobReport } from '../../drivers/document-printer/ipp/answers.ts';
import { createIppExchange } from '../../drivers/document-printer/ipp/exchange.ts';
import { DOCUMENT_TIMINGS, followJob } from '../../drivers/document-printer/ipp/job.ts';
import type { Post } from '../../drivers/document-printer/ipp/post.ts';
import { getPrinterAttributes, sendDocument } from '../../drivers/document-printer/ipp/requests.ts';
import type { IppRequester } from '../../drivers/document-printer/ipp/talk.ts';
import { err, ok } from '../../drivers/result.ts';
import { sampleJob } from '../contract/document-printer.ts';
import { sealedFor } from '../support/fake-documents.ts';

/* Copies and sheets are never 1 and never equal: a missing factor would change the result. */

const NEVER = new AbortController().signal;
const S = 1_000;

/** Reports of the printer about the job, each from so many ms on. */
type Says = readonly { readonly from: number; readonly state: JobReport['state']; readonly sheets?: number }[];

async function ended<T>(work: Promise<T>, clock: SimulatedClock, stepMs: number): Promise<T> {
  let over = false;
  const done = work.finally(() => {
    over = true;
  });
  while (!over) {
    for (let turn = 0; turn < 12; turn++) await Promise.resolve();
    if (!over) clock.increment(stepMs);
  }
  return done;
}

/** Times in ms: when the kiosk cancels the job, and when it gives up. */
async function endsOf(copies: number, sheets: number, says: Says): Promise<{ takenBack: number; over: number }> {
  const clock = new SimulatedClock();
  let takenBack = Number.NaN;
  const report = (): JobReport => {
    const { state, sheets: counted = 'not-measured' } = says.findLast(({ from }) => from <= clock.now())!;
    return { id: 1, name: 'slow', state, reasons: [], sheets: counted };
  };
  const talk: Pick<IppRequester, 'job' | 'report' | 'cancel'> = {
    job: async () => ok(report()),
    report: async () => err({ kind: 'nonsense', why: 'it says nothing about itself' }),
    async cancel() {
      takenBack = clock.now();
      return ok(true);
    },
  };
  const work = followJob(
    {
      talk: talk as IppRequester,
      clock,
      timings: DOCUMENT_TIMINGS,
      job: sampleJob('slow', { copies, sheets }),
      signal: NEVER,
      closing: NEVER,
      onProgress: () => undefined,
      follows: () => undefined,
      owes: () => undefined,
    },
    1,
  );
  expect(await ended(work, clock, DOCUMENT_TIMINGS.poll)).toMatchObject({ ok: false });
  return { takenBack, over: clock.now() };
}

const AT_WORK: Says = [{ from: 0, state: 'processing' }];
const WAITS: Says = [{ from: 0, state: 'pending' }];

describe('a printer that is slow', () => {
  // Limits: 60 s for the first sheet, 6 s for each sheet of all copies; 30 s more while the printer works on another job.
  it.each([
    ['is at work on 2 × 3 sheets', 2, 3, AT_WORK, (60 + 2 * 3 * 6) * S],
    ['is at work on 4 × 5 sheets', 4, 5, AT_WORK, (60 + 4 * 5 * 6) * S],
    ['keeps 2 × 3 sheets waiting', 2, 3, WAITS, (60 + 2 * 3 * 6 + 30) * S],
    ['keeps 4 × 5 sheets waiting', 4, 5, WAITS, (60 + 4 * 5 * 6 + 30) * S],
    ['begins 2 × 3 sheets after 7 s', 2, 3, [...WAITS, { from: 7 * S, state: 'processing' }], (7 + 96) * S],
    ['begins 2 × 3 sheets after 40 s', 2, 3, [...WAITS, { from: 40 * S, state: 'processing' }], (96 + 30) * S],
    [
      'puts out the first of 2 × 3 sheets at 90 s, and no other',
      2,
      3,
      [...AT_WORK, { from: 90 * S, state: 'processing', sheets: 1 }],
      (90 + 60) * S,
    ],
  ] as const)(
    'when the printer %s, then the kiosk cancels the job at that limit, and not before',
    async (_, copies, sheets, says, at) => {
      const { takenBack } = await endsOf(copies, sheets, says);
      expect(takenBack).toBe(at);
    },
  );

  it.each([
    [2, 3],
    [3, 2],
    [2, 5],
    [7, 3],
    [9, 10],
  ])(
    'when the printer prints none of %i copies of %i sheets, then the page has the same limits as the driver',
    async (copies, sheets) => {
      const context = {
        document: sealedFor('AYSEL MAMMADOVA', '5ABC12D', sheets),
        facts: { answers: { copies: String(copies) } },
      };
      const page = documentView('printingDocument', { context, children: {} } as never, null as never);
      const { over } = await endsOf(copies, sheets, WAITS);
      const { takenBack } = await endsOf(copies, sheets, AT_WORK);
      expect(page).toMatchObject({
        late: { endsAfterMinutes: Math.ceil(over / 60_000), afterS: Math.round(takenBack / 2 / S) },
      });
    },
  );
});

async function silentFor(bytes: number): Promise<number> {
  const clock = new SimulatedClock();
  const trouble = { code: 'LNK-103', kind: 'went-down', detail: 'given up' } as const;
  const post: Post = (_, signal) =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve(err({ sent: true, trouble }))));
  const exchange = createIppExchange({ clock, post, onDiscarded: () => undefined });
  const to = { uri: 'ipp://printer.example/ipp/print', user: 'asan-kiosk K5' };
  const request = bytes === 0 ? getPrinterAttributes(to) : sendDocument(to, 1, new Uint8Array(bytes));
  expect(await ended(exchange(request, NEVER), clock, 500)).toMatchObject({ error: { kind: 'lost' } });
  return clock.now();
}

// Limits: 10 s for the answer, and 1 s for each 50 kB of the document.
it.each([
  [0, 10],
  [150_000, 13],
  [1_000_000, 30],
])(
  'when a printer does not answer a request of %i bytes, then the kiosk gives up after %i s, and not before',
  async (bytes, s) => {
    expect(await silentFor(bytes)).toBe(s * S);
  },
);
