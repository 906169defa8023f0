import { fromHex } from '../../../drivers/bytes.ts';
import { createPaperInterpreter, type Paper } from '../../../drivers/receipt-printer/dialects/paper.ts';
import { ASSUMED_PRINTER_MODEL, findPrinterModel } from '../../../drivers/receipt-printer/paper/profile.ts';
import { renderPaperSvg } from '../../../drivers/receipt-printer/paper/render-svg.ts';
import { ok, type Result } from '../../../drivers/result.ts';
import { type DecodedEntry, decodeTrace } from '../../../drivers/trace/decoder.ts';
import { parseTrace, type TraceTrouble } from '../../../drivers/trace/parse-trace.ts';
import type { RecordedDeviceSettings } from '../../../drivers/trace/recorded-device.ts';
import {
  type CallOutcomeEntry,
  isCallEntry,
  isChunkEntry,
  isLinkEntry,
  isQuestionEntry,
  type Trace,
  type TraceEntry,
} from '../../../drivers/trace/trace.ts';
import { INITIAL_DEVICE_STATE, type TracedDeviceState, type TraceStep, type TraceView } from './trace-view.ts';

export type OpenedTrace = ReturnType<typeof opened>;

/** Reads and decodes a trace; `LNK-121` with the line of the first error. */
export function openTrace(text: string): Result<OpenedTrace, TraceTrouble> {
  const parsed = parseTrace(text);
  return parsed.ok ? ok(opened(parsed.value)) : parsed;
}

function opened(trace: Trace) {
  const { header, entries } = trace;
  const devices = Object.fromEntries(
    Object.entries(header.devices).map(([name, { driver }]) => [name, { driver, prints: driver === 'escpos' }]),
  );
  const view: TraceView = { startedAt: header.startedAt, end: header.end, devices, steps: stepsOf(trace) };
  return {
    view,
    /** SVG of the hanging or last finished paper; `undefined`: none. */
    paperAfter(name: string, steps: number): string | undefined {
      const device = header.devices[name];
      if (device?.driver !== 'escpos') return undefined;
      const { cut, current } = printed(
        device,
        entries.slice(0, steps).filter((entry) => entry.device === name),
      );
      const paper = current.rows.length > 0 ? current : cut.at(-1);
      return paper && renderPaperSvg(paper);
    },
  };
}

function stepsOf(trace: Trace): readonly TraceStep[] {
  const watchers = new Map(Object.entries(trace.header.devices).map(([name, device]) => [name, watch(device)]));
  return decodeTrace(trace).map((decoded): TraceStep => {
    const { at, device } = decoded.entry;
    const state = watchers.get(device)?.(decoded) ?? INITIAL_DEVICE_STATE;
    return { at, device, ...shown(decoded), state };
  });
}

function shown({ entry, lines }: DecodedEntry): Pick<TraceStep, 'kind' | 'hex' | 'lines'> {
  if (isChunkEntry(entry)) {
    const hex = entry.hex.toUpperCase().replace(/..(?=.)/g, '$& ');
    return { kind: entry.direction, hex, lines: lines.map(({ meaning, discarded }) => ({ meaning, discarded })) };
  }
  const line = (meaning: string) => [{ meaning, discarded: false }];
  if (isLinkEntry(entry)) {
    const why = entry.why === undefined ? '' : `: ${entry.why}`;
    return { kind: 'link', hex: '', lines: line(`link ${entry.link}${why}`) };
  }
  if (isCallEntry(entry)) return { kind: 'call', hex: '', lines: line(`the driver is asked to ${entry.call}`) };
  return { kind: 'outcome', hex: '', lines: line(outcomeWords(entry)) };
}

function outcomeWords(entry: Exclude<TraceEntry, { readonly hex: string } | { readonly call: string }>): string {
  if (isLinkEntry(entry)) return entry.link;
  if (isQuestionEntry(entry)) return `${entry.asked}? ${JSON.stringify(entry.answer)}`;
  if ('aborted' in entry) return 'told to stop';
  return 'settled' in entry
    ? `it ended: ${JSON.stringify(entry.settled)}`
    : `the driver is answered: ${JSON.stringify(entry.answered)}`;
}

function watch(device: RecordedDeviceSettings): (decoded: DecodedEntry) => TracedDeviceState {
  const paper = device.driver === 'escpos' ? createPaperInterpreter(modelOf(device.model)) : undefined;
  const calls = new Map<number, string>();
  let state = INITIAL_DEVICE_STATE;
  let cut = 0;

  return ({ entry, lines }) => {
    if (isLinkEntry(entry)) state = { ...state, link: entry.link === 'open' ? 'open' : 'closed' };
    if (isCallEntry(entry)) calls.set(entry.id, entry.call);
    if (isEnd(entry)) calls.delete(entry.id);
    const said = lines.findLast(({ discarded }) => !discarded)?.meaning;
    state = { ...state, asked: [...calls.values()], said: said ?? state.said };
    if (paper && isChunkEntry(entry) && entry.direction === 'out') {
      cut += paper.feed(fromHex(entry.hex)).filter(({ kind }) => kind === 'cut').length;
    }
    if (paper) state = { ...state, papers: { cut, hangingMm: Math.round(paper.current().heightMm) } };
    return state;
  };
}

const isEnd = (entry: TraceEntry): entry is CallOutcomeEntry => 'settled' in entry;

function printed(
  device: Extract<RecordedDeviceSettings, { readonly driver: 'escpos' }>,
  entries: readonly TraceEntry[],
) {
  const paper = createPaperInterpreter(modelOf(device.model));
  const cut: Paper[] = [];
  for (const entry of entries) {
    if (!isChunkEntry(entry) || entry.direction !== 'out') continue;
    for (const event of paper.feed(fromHex(entry.hex))) if (event.kind === 'cut') cut.push(event.paper);
  }
  return { cut, current: paper.current() };
}

const modelOf = (name: string) => findPrinterModel(name) ?? ASSUMED_PRINTER_MODEL;
