import { LOG_EVENTS } from './events.ts';
import type { FieldKind, FieldSpec } from './field.ts';

/** Makes `docs/log-events.md`. */
export function logEventsPage(): string {
  const sections = Object.entries(LOG_EVENTS).map(([id, { who, level, means, fields, ...more }]) =>
    [`## ${id}`, '', `${means} (${who}, ${level}${'bounded' in more ? ', bounded' : ''})`, ...fieldRows(fields)].join(
      '\n',
    ),
  );
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}

const HEAD = `# Log events

Made from \`device/log/events.ts\` by \`node test/tools/make-docs.mjs\`; do not edit by hand.

The kiosk writes one line of JSON for each event, into \`kiosk.jsonl\` beside the ledger, or on standard error with
\`--log\`. Every line has \`level\` (info, warn, error), \`at\` (ISO date and time, UTC), \`event\` (a heading below)
and \`who\` (the party that caused it). Then it has the fields of the event. There are no other events and no other fields, and no line has
data of a citizen. A value that does not fit the table is written as \`(withheld)\`. For an event marked *bounded*, at most 60 lines a
minute of one source are written; \`log.held-back\` counts the rest.`;

function fieldRows(fields: Readonly<Record<string, FieldSpec>>): string[] {
  const rows = Object.entries(fields).map(
    ([name, { is, means, optional }]) =>
      `| \`${name}\` | ${kindText(is)}${optional ? ', may be missing' : ''} | ${means} |`,
  );
  return rows.length === 0 ? [] : ['', '| field | is | means |', '|---|---|---|', ...rows];
}

const kindText = (kind: FieldKind): string =>
  typeof kind === 'string' ? kind : kind.map((word) => `\`${word}\``).join(', ');
