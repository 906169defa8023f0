import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../simulators/random.ts';
import { openLedger } from '../ledger/ledger.ts';
import { MONITORED_FUNCTION_IDS, MONITORED_FUNCTIONS, type MonitoredFunctionId } from './channels.ts';
import type { DegradationMemo } from './evidence-book.ts';
import { createDegradationMonitor, SAME_PERSON_MS } from './monitor.ts';
import type { AttemptOutcome } from './person.ts';

type Tries = readonly (readonly [MonitoredFunctionId, AttemptOutcome])[];

const FAILED: Tries = [['chip', 'failed']];
const GOOD: Tries = [['chip', 'good']];

function rig(ledger = openLedger({ file: ':memory:', now: () => new Date(0) })) {
  let now = 0;
  const stored = ledger.memo<DegradationMemo>('degradation');
  let saves = 0;
  const memo = {
    load: stored.load,
    save(value: DegradationMemo) {
      saves += 1;
      stored.save(value);
    },
  };
  const monitor = createDegradationMonitor({ memo, clock: { now: () => now } });
  const news: string[] = [];
  monitor.onNews(({ code, level, people, failed }) => news.push(`${code} ${level} ${failed} of ${people}`));
  return {
    monitor,
    ledger,
    news,
    saves: () => saves,
    pass(ms: number) {
      now += ms;
    },
    person(tries: Tries, gapMs = SAME_PERSON_MS, meanwhile = () => {}) {
      now += gapMs;
      monitor.personBegan();
      for (const [channel, ended] of tries) monitor.note(channel, ended);
      meanwhile();
      monitor.personLeft();
    },
  };
}

describe('monitor of degraded devices', () => {
  it('when a chip reader fails for every second person, then staff are told at the second failure and it is withdrawn at the third', () => {
    const { monitor, person, news } = rig();
    for (const tries of [FAILED, GOOD, FAILED, GOOD]) person(tries);
    expect(monitor.degraded()).toEqual({ chipReader: { level: 'degraded', code: 'RDR-252' } });
    expect(monitor.readsChips()).toBe(true);
    person(FAILED);
    expect(monitor.degraded()).toEqual({ chipReader: { level: 'withdrawn', code: 'RDR-252' } });
    expect([monitor.readsChips(), monitor.withdrawn()]).toEqual([false, {}]);
    expect(news).toEqual(['RDR-252 degraded 2 of 3', 'RDR-252 withdrawn 3 of 5']);
  });

  it('when devices fail for person after person, then they are withdrawn, each with its code', () => {
    const { monitor, person } = rig();
    for (let nth = 0; nth < 6; nth++)
      person([
        ['zone', 'failed'],
        ['card', 'failed'],
        ['notes', 'failed'],
        ['paper', 'failed'],
      ]);
    expect(monitor.withdrawn()).toEqual({
      reader: 'RDR-109',
      terminal: 'TRM-110',
      billValidator: 'BIL-113',
      printer: 'PRN-123',
    });
  });

  it('when a device fails during a visit, then its level changes only after the visit', () => {
    const { monitor, person } = rig();
    const levels: unknown[] = [];
    monitor.onChange(() => levels.push(monitor.degraded().chipReader?.level));
    for (let nth = 0; nth < 3; nth++) person(FAILED, SAME_PERSON_MS, () => levels.push('in the visit'));
    expect(levels).toEqual(['in the visit', 'in the visit', 'degraded', 'in the visit', 'withdrawn']);
  });

  it('when one person tries ten times, then it counts as one person', () => {
    const { monitor, person } = rig();
    person(Array.from({ length: 10 }, () => ['chip', 'failed'] as const));
    expect(monitor.degraded()).toEqual({});
  });

  it('when a person comes back at once and fails again, then the second visit does not count and the third does', () => {
    const { monitor, person, news } = rig();
    person(FAILED);
    person(FAILED, SAME_PERSON_MS - 1);
    expect(news).toEqual([]);
    person(FAILED, SAME_PERSON_MS - 1);
    expect(news).toEqual(['RDR-252 degraded 2 of 2']);
    person(FAILED, SAME_PERSON_MS - 1);
    person(FAILED, SAME_PERSON_MS - 1);
    expect(monitor.readsChips()).toBe(false);
  });

  it('when the next person comes 30 s later, then this person counts too', () => {
    const { person, news } = rig();
    person(FAILED);
    person(FAILED, SAME_PERSON_MS);
    expect(news).toEqual(['RDR-252 degraded 2 of 2']);
  });

  it('when the kiosk restarts, then it remembers the evidence, and a good device writes nothing', () => {
    const first = rig();
    first.person(GOOD);
    expect(first.saves()).toBe(0);
    for (let nth = 0; nth < 3; nth++) first.person(FAILED);
    expect(first.saves()).toBe(3);
    const second = rig(first.ledger);
    expect(second.monitor.degraded()).toEqual({ chipReader: { level: 'withdrawn', code: 'RDR-252' } });
    expect(second.news).toEqual([]);
  });

  it.each([[{ evidence: { chip: { score: 'high' }, oven: {} } }], [{}], ['nonsense'], [null]])(
    'when the memo is %j, then there is no evidence',
    (memo) => {
      const ledger = openLedger({ file: ':memory:', now: () => new Date(0) });
      ledger.memo<unknown>('degradation').save(memo);
      const { monitor, person } = rig(ledger);
      expect([monitor.degraded(), monitor.readsChips()]).toEqual([{}, true]);
      person(GOOD);
    },
  );

  it('when a test is passed during a visit, then the device is offered again after the visit', () => {
    const { monitor, person, news } = rig();
    for (let nth = 0; nth < 4; nth++) person([['notes', 'failed']]);
    expect(monitor.withdrawn()).toEqual({ billValidator: 'BIL-113' });
    person([], SAME_PERSON_MS, () => {
      monitor.passed('billValidator');
      expect(monitor.withdrawn()).toEqual({ billValidator: 'BIL-113' });
    });
    expect(monitor.withdrawn()).toEqual({});
    expect(news.at(-1)).toBe('BIL-113 usual 0 of 0');
    person([['notes', 'failed']]);
    expect(monitor.withdrawn()).toEqual({});
  });

  it('when a withdrawn device was only cleaned, then it is offered again, and one failure withdraws it', () => {
    const { monitor, person } = rig();
    for (let nth = 0; nth < 4; nth++) person([['notes', 'failed']]);
    monitor.cleaned('billValidator');
    expect([monitor.withdrawn(), monitor.degraded().billValidator?.level]).toEqual([{}, 'degraded']);
    person([['notes', 'failed']]);
    expect(monitor.withdrawn()).toEqual({ billValidator: 'BIL-113' });
    monitor.cleaned('reader');
    expect(monitor.withdrawn()).toEqual({ billValidator: 'BIL-113' });
  });

  it('when *Cleaned* is touched twice, then one failure still withdraws the device', () => {
    const { monitor, person } = rig();
    for (let nth = 0; nth < 4; nth++) person([['notes', 'failed']]);
    monitor.cleaned('billValidator');
    monitor.cleaned('billValidator');
    expect([monitor.withdrawn(), monitor.degraded().billValidator?.level]).toEqual([{}, 'degraded']);
    person([['notes', 'failed']]);
    expect(monitor.withdrawn()).toEqual({ billValidator: 'BIL-113' });
  });

  it('when a degraded device was cleaned, then its evidence is void', () => {
    const { monitor, person } = rig();
    for (const tries of [FAILED, FAILED]) person(tries);
    monitor.cleaned('chipReader');
    expect(monitor.degraded()).toEqual({});
  });

  it('when a withdrawn chip reader reads enough chips, then the kiosk offers it again', () => {
    const { monitor, person, news } = rig();
    for (let nth = 0; nth < 3; nth++) person(FAILED);
    for (let nth = 0; nth < 12; nth++) person(GOOD);
    expect(monitor.readsChips()).toBe(false);
    person(GOOD);
    expect([monitor.readsChips(), news.at(-1)]).toEqual([true, 'RDR-252 usual 0 of 0']);
  });

  it('when cards fail between visits, then a failure counts only 30 s or more after the failure before it', () => {
    const { monitor, news, pass } = rig();
    for (let nth = 0; nth < 10; nth++) {
      monitor.note('chip', 'failed');
      pass(SAME_PERSON_MS - 1);
    }
    expect([monitor.readsChips(), news]).toEqual([true, []]);
    for (let nth = 0; nth < 2; nth++) {
      pass(1);
      monitor.note('chip', 'failed');
      pass(SAME_PERSON_MS - 1);
    }
    expect(monitor.readsChips()).toBe(false);
  });

  it('when a card fails just before a visit and again in it, then the person counts once', () => {
    const { monitor, person, news } = rig();
    monitor.note('chip', 'failed');
    person(FAILED, SAME_PERSON_MS - 1);
    expect(news).toEqual([]);
    person(FAILED);
    expect(news).toEqual(['RDR-252 degraded 2 of 2']);
  });

  it('when staff put good cards in between visits, then each counts', () => {
    const { monitor, person } = rig();
    for (let nth = 0; nth < 3; nth++) person(FAILED);
    for (let nth = 0; nth < 13; nth++) monitor.note('chip', 'good');
    expect(monitor.readsChips()).toBe(true);
  });

  it('when a terminal becomes slow, then staff are told and cards are still taken', () => {
    const { monitor, person } = rig();
    const sale = (ms: number) => person([['card', 'good']], SAME_PERSON_MS, () => monitor.noteSale(ms));
    for (let nth = 0; nth < 30; nth++) sale(6_000);
    for (let nth = 0; nth < 6; nth++) sale(13_000);
    expect([monitor.degraded(), monitor.withdrawn()]).toEqual([
      { terminal: { level: 'degraded', code: 'TRM-111' } },
      {},
    ]);
    monitor.cleaned('terminal');
    for (let nth = 0; nth < 6; nth++) sale(13_000);
    expect(monitor.degraded()).toEqual({});
  });

  it('when a terminal is slow and fails, then staff see the worse of both', () => {
    const { monitor, person } = rig();
    for (let nth = 0; nth < 6; nth++) person([['card', 'failed']], SAME_PERSON_MS, () => monitor.noteSale(50_000));
    expect(monitor.degraded()).toEqual({ terminal: { level: 'withdrawn', code: 'TRM-110' } });
  });
});

/** Outcomes at half of the `usual` shares (docs/decisions/0059). */
function naturalTries(random: () => number, channel: MonitoredFunctionId): Tries {
  const its: Readonly<Record<string, { readonly usual: number }>> = MONITORED_FUNCTIONS[channel].shares;
  const drawn = random() * 2;
  const failed = its['failed']?.usual ?? 0;
  const repeated = failed + (its['repeated']?.usual ?? 0);
  const abandoned = repeated + (its['abandoned']?.usual ?? 0);
  if (drawn < failed) return [[channel, 'failed']];
  if (drawn < repeated)
    return [
      [channel, 'failed'],
      [channel, 'good'],
    ];
  return [[channel, drawn < abandoned ? 'abandoned' : 'good']];
}

it('when 1,000 people use a kiosk without device faults, then nothing is withdrawn, with each of 50 seeds', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const { person, news } = rig();
    const random = seededRandom(seed);
    for (let nth = 0; nth < 1_000; nth++)
      person(MONITORED_FUNCTION_IDS.flatMap((channel) => naturalTries(random, channel)));
    expect([seed, news.filter((line) => line.includes('withdrawn'))]).toEqual([seed, []]);
  }
});
