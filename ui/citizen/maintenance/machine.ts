import { html, nothing, type TemplateResult } from 'lit';
import type { LogPage, MachinePage } from '../../../device/screen/maintenance.ts';
import { plainDate } from '../../../device/words/format.ts';
import { CLOSURE_REASONS } from '../../../device/words/opening.ts';
import { withUnbrokenNumbers } from '../../design/unbroken.ts';
import type { PageDrawer, PageDrawingContext } from './page-parts.ts';
import '../../design/k-qr.ts';

const GIB = 2 ** 30;
const HOUR_S = 3_600;
const MINUTE_MS = 60_000;

export const drawMachine: PageDrawer<'machine'> = (page, drawing) => {
  const { words } = drawing;
  const { machine } = words.cabinet;
  const { trouble, facts, power, closing } = page;
  const note = facts.programNote;
  const ask = question(page, drawing);
  return {
    body: html`<h2 tabindex="-1" class="only-spoken">${words.tabs.machine}</h2>
      ${trouble === null ? nothing : html`<p class="alert" role="alert">${withUnbrokenNumbers(machine.refused[trouble])}</p>`}
      ${closureWords(page, drawing)}
      ${
        ask ??
        html`<div class="machine">
          <dl class="card facts">${factRows(page, drawing).map(([name, value]) => html`<div><dt>${name}</dt><dd>${withUnbrokenNumbers(value)}</dd></div>`)}</dl>
          ${
            note === null
              ? nothing
              : html`<figure class="card"><k-qr .text=${note} .label=${machine.note}></k-qr><figcaption class="quiet">${machine.note}</figcaption></figure>`
          }
        </div>`
      }`,
    ...(power !== null || closing !== null
      ? { bar: askBar(page, drawing) }
      : {
          bar: html`${bar(page, drawing)}<button type="button" class="button primary" @click=${drawing.end}>${words.open}</button>`,
        }),
  };
};

function bar({ facts, logLines }: MachinePage, { words, send }: PageDrawingContext): TemplateResult {
  const { machine } = words.cabinet;
  const button = (value: string, label: string) =>
    html`<button type="button" class="button" @click=${send({ do: 'answer', value })}>${label}</button>`;
  return html`${button('job:log', machine.log(logLines))}
    ${facts.closure === null ? button('close', machine.outOfService) : button('open', machine.intoService)}
    ${button('restart', machine.restart)} ${button('power-off', machine.powerOff)}`;
}

/** The question that the page asks; `null`: it shows the facts. */
function question({ power, closing, facts }: MachinePage, { words, send }: PageDrawingContext): TemplateResult | null {
  const { machine } = words.cabinet;
  if (power?.stage === 'confirming') return html`<p class="ask">${machine.confirm[power.act]}</p>`;
  if (power)
    return html`<p class="ask" role="status">${power.stage === 'asking' ? machine.asking : machine.ending}</p>`;
  if (closing === null) return null;
  const choice = (value: string, label: string) =>
    html`<button type="button" class="button" @click=${send({ do: 'answer', value })}>${label}</button>`;
  return html`<p class="ask">${closing.ask === 'reason' ? machine.why : machine.when}</p>
    <div class="choices">
      ${
        closing.ask === 'reason'
          ? CLOSURE_REASONS.map((reason) => choice(reason, machine.reasons[reason]))
          : closing.times.map(({ value, until }) => choice(value, untilWords(until, facts.now, words)))
      }
    </div>`;
}

function askBar({ power, closing }: MachinePage, { words, send }: PageDrawingContext): TemplateResult {
  const back = html`<button type="button" class="button" @click=${send({ do: 'back' })}>${words.back}</button>`;
  if (closing !== null) return back;
  return power?.stage === 'confirming'
    ? html`${back}<button type="button" class="button primary" @click=${send({ do: 'answer', value: 'yes' })}>${words.yes}</button>`
    : html``;
}

/** Time of today as `14:30`; of another day with its date. */
const untilWords = (
  until: string | null,
  now: string,
  { cabinet: { machine } }: PageDrawingContext['words'],
): string => {
  if (until === null) return machine.unknown;
  const time = until.slice(11);
  return until.slice(0, 10) === now.slice(0, 10) ? time : `${plainDate(until.slice(0, 10))} ${time}`;
};

function closureWords({ facts: { closure, now } }: MachinePage, { words }: PageDrawingContext) {
  if (closure === null) return nothing;
  const { machine } = words.cabinet;
  return html`<p class="alert">${machine.outNow(machine.reasons[closure.reason], untilWords(closure.until, now, words))}</p>`;
}

function factRows(
  { facts }: MachinePage,
  { words }: PageDrawingContext,
): readonly (readonly [name: string, value: string])[] {
  const { machine } = words.cabinet;
  const { network, certificateDays, terminalClock, disk, now } = facts;
  const addresses = network.map(({ name, addresses: its }) => `${name} ${its.join(', ')}`).join('; ');
  const gib = `${(disk.freeBytes / GIB).toFixed(1)} GiB`;
  return [
    [machine.version, facts.version],
    [machine.clock, `${now.replace('T', ' ')}, ${machine.clocks[facts.clock]}`],
    ...(terminalClock === null
      ? []
      : [[machine.terminalClock, machine.ahead(Math.round(terminalClock.offMs / MINUTE_MS))] as const]),
    [machine.network, addresses === '' ? machine.noNetwork : addresses],
    [machine.office, machine.offices[facts.office]],
    [machine.certificate, certificateDays === null ? machine.unknown : machine.days(certificateDays)],
    [machine.disk, machine.disks[disk.state](gib)],
    [machine.uptime, machine.hours(Math.floor(facts.uptimeS / HOUR_S))],
  ];
}

export const drawLog: PageDrawer<'log'> = (page: LogPage, { words, send }) => {
  const { machine } = words.cabinet;
  const { lines, part, parts } = page;
  const turn = (value: string, label: string, isEnd: boolean) =>
    html`<button type="button" class="button" ?disabled=${isEnd} @click=${send({ do: 'answer', value })}>${label}</button>`;
  return {
    body: html`<h2 tabindex="-1">${machine.logTitle}</h2>
      <p class="quiet" role="status">${lines.length === 0 ? machine.noLines : machine.part(part, parts)}</p>
      <ol class="log">
        ${lines.map(
          ({ at, level, event, fields }) => html`<li class=${level === 'info' ? '' : 'bad'}>
            <b>${at.slice(11, 19)} ${event}</b> <span>${fields}</span>
          </li>`,
        )}
      </ol>`,
    bar: html`<button type="button" class="button" @click=${send({ do: 'back' })}>${words.back}</button>
      ${turn('newer', machine.newer, part === 1)} ${turn('older', machine.older, part === parts)}`,
  };
};
