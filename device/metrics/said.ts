import { LOG_EVENTS } from '../log/events.ts';
import type { KioskLog, LogRecord } from '../log/log.ts';
import { counter } from './counted.ts';
import type { MetricFamily } from './text.ts';

/**
 * Counts log events, including lines that are held back. The words of events are fixed, so the labels are too.
 *
 * @returns the families, and how to stop
 */
export function countLogEvents(log: Pick<KioskLog, 'onEvent' | 'linesLost'>) {
  const events = counter(
    { name: 'log_events_total', help: 'Events of the log, by id and level (docs/log-events.md), held back or not.' },
    ['event', 'level'],
  );
  const ledger = counter(
    {
      name: 'ledger_entries_total',
      help: 'Entries of the ledger by kind, without `closed`, `printed` and `printFailed`.',
    },
    ['kind'],
  );
  const closed = counter(
    { name: 'applications_closed_total', help: 'Closed applications, in a visit or after it, by outcome.' },
    ['outcome'],
  );
  const papers = counter({ name: 'papers_total', help: 'Papers by outcome: `printed`, or the trouble code.' }, [
    'outcome',
  ]);
  const discarded = counter(
    { name: 'wire_discarded_bytes_total', help: 'Discarded bytes that broke the protocol, by kind of device.' },
    ['kind'],
  );

  for (const [event, { level }] of Object.entries(LOG_EVENTS)) if (level !== 'info') events.begin({ event, level });

  const stop = log.onEvent((said: LogRecord) => {
    events.add({ event: said.id, level: LOG_EVENTS[said.id].level });
    switch (said.id) {
      case 'payment.step':
        if (said.fields.step === 'closed') closed.add({ outcome: said.fields.code ?? 'none' });
        else ledger.add({ kind: said.fields.step });
        break;
      case 'print.finished':
        papers.add({ outcome: 'printed' });
        break;
      case 'print.trouble':
        papers.add({ outcome: said.fields.code });
        break;
      case 'wire.discarded':
        discarded.add({ kind: said.fields.kind }, said.fields.bytes);
        break;
      default:
        break;
    }
  });

  const lost = (): MetricFamily => ({
    name: 'log_lines_lost_total',
    type: 'counter',
    help: 'Lines of the log that could not be written, and are in no file.',
    samples: [{ labels: {}, value: log.linesLost() }],
  });
  return {
    families: (): readonly MetricFamily[] => [
      ...[events, ledger, closed, papers, discarded].map((each) => each.family()),
      lost(),
    ],
    stop,
  };
}
