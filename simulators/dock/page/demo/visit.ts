import { QEPIK_PER_MANAT } from '../../../../drivers/money.ts';
import type { DockState } from '../../state.ts';
import type { GuideLanguage, GuideMemory, PageObservation } from './hints.ts';

interface Count {
  readonly papers: number;
  readonly money: number;
}

export interface GuidedVisit extends GuideMemory {
  /** `null`: no message of the dock yet. */
  readonly before: Count | null;
  /** Start in milliseconds of the page's clock; `null`: not started. */
  readonly begun: number | null;
  readonly seconds: number;
  readonly taken: number;
}

export const newVisit = (language: GuideLanguage): GuidedVisit => ({
  language,
  afresh: false,
  printed: false,
  finished: false,
  pulls: false,
  lies: false,
  before: null,
  begun: null,
  seconds: 0,
  taken: 0,
});

const countOf = ({ printer, terminal, billValidator }: DockState): Count => ({
  papers: printer.paperCount,
  money: terminal.approvedTotal + billValidator.cassette.reduce((sum, manat) => sum + manat, 0) * QEPIK_PER_MANAT,
});

/** A new visit; the visit on the screen ends first. */
export function restartVisit(visit: GuidedVisit, { screen, dock }: PageObservation): GuidedVisit {
  const before = dock ? countOf(dock) : visit.before;
  return { ...newVisit(visit.language), lies: visit.lies, afresh: screen?.show !== 'attract', before };
}

/** The visit after a change; `now` in ms. The same object if nothing has changed. */
export function updateVisit(visit: GuidedVisit, was: PageObservation, seen: PageObservation, now: number): GuidedVisit {
  const news = { ...lying(visit, was, seen), ...cable(visit, was, seen), ...progress(visit, seen, now) };
  const isNews = Object.entries(news).some(([name, value]) => visit[name as keyof GuidedVisit] !== value);
  return isNews ? { ...visit, ...news } : visit;
}

function lying({ lies }: GuidedVisit, was: PageObservation, { screen, dock }: PageObservation): Partial<GuidedVisit> {
  const isAsked = screen?.show === 'identifying' && was.screen?.show !== 'identifying';
  return { lies: dock !== null && dock.reader.holding !== null && (isAsked || lies) };
}

function cable(
  { pulls }: GuidedVisit,
  { dock: was }: PageObservation,
  { dock }: PageObservation,
): Partial<GuidedVisit> {
  return { pulls: pulls && !(was?.terminal.plugged === false && dock?.terminal.plugged === true) };
}

function progress(visit: GuidedVisit, { screen, dock }: PageObservation, now: number): Partial<GuidedVisit> {
  if (dock === null || screen === null || visit.printed) return {};
  const count = countOf(dock);
  if (visit.before === null) return { before: count };
  if (screen.show === 'attract') return { afresh: false, begun: null, before: sameOr(visit.before, count) };
  const begun = visit.begun ?? now;
  const isPrinted = screen.show === 'done' && count.papers > visit.before.papers && !visit.afresh;
  if (!isPrinted) return { begun };
  return { begun, seconds: Math.round((now - begun) / 1_000), printed: true, taken: count.money - visit.before.money };
}

const sameOr = (before: Count, count: Count): Count =>
  before.papers === count.papers && before.money === count.money ? before : count;
