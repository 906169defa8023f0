import type { BackOffice } from '../../device/back-office/contract.ts';
import { createApplicationActions } from '../../device/ledger/dealings.ts';
import { openLedger } from '../../device/ledger/ledger.ts';
import { createSettlement } from '../../device/ledger/settlement.ts';
import { cable } from '../../drivers/link/pair.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { err, ok } from '../../drivers/result.ts';
import type { ZvtTerminalState } from '../../simulators/payment-terminal/memory.ts';
import { createZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { steppedClock } from '../contract/zvt-scripted-rig.ts';

const NEVER = new AbortController().signal;
const STEP_MS = 50;
const MOST_STEPS = 2_000;

/** Applications at one terminal: the real driver and a simulated terminal. */
export function oneTerminal() {
  const { clock, pass } = steppedClock();
  const wire = cable();
  let wall = Date.UTC(2026, 2, 1, 8);
  const now = () => new Date(wall);
  const common = { clock, random: () => 0.5, framing: 'serial' } as const;
  const simulated = { ...common, wire: wire.device, now };
  let terminal = createZvtTerminalSimulator(simulated);
  const driver = createZvtTerminal({
    ...common,
    link: wire.host,
    password: '123456',
    issueOfGoods: false,
    onDiscarded: () => undefined,
    timings: { messageMs: 4_000, localMs: 2_000, answerMs: 1_000 },
  });
  const ledger = openLedger({ file: ':memory:', now });
  const refused = new Set<string>();
  const backOffice: BackOffice = {
    lodge: async (key) => ok({ id: key, reference: key }),
    register: async (key) =>
      refused.has(key)
        ? err({ code: 'BKO-102', kind: 'refused', reason: 'not-eligible' })
        : ok({ reference: key, registeredAt: '', appointment: null, document: null }),
    withdraw: async () => ok(undefined),
    lookUp: async () => err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' }),
    duplicate: async () => ok(1),
    survey: async () => ok(undefined),
    tellCredit: async () => ok(undefined),
    reserveCredit: async () => err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' }),
    healthy: async () => true,
  };
  let ids = 0;
  const deals = () =>
    createApplicationActions({
      ledger,
      terminal: driver,
      backOffice,
      clock,
      newId: () => `id-${++ids}`,
      kioskId: 'K5',
      creditCode: () => 'code',
      timestamp: () => '2026-11-24T14:32:00+04:00',
    });
  let dealings = deals();
  const settles = () =>
    createSettlement({
      ledger,
      dealings,
      clock,
      random: () => 1,
      onBug: (bug) => {
        throw bug;
      },
    });
  let settlement = settles();
  async function until(condition: () => boolean): Promise<void> {
    for (let step = 0; step < MOST_STEPS && !condition(); step += 1) await pass(STEP_MS);
    if (!condition()) throw new Error(`waited in vain: ${condition}`);
  }
  return {
    get terminal() {
      return terminal;
    },
    ledger,
    get dealings() {
      return dealings;
    },
    get settlement() {
      return settlement;
    },
    /** A new kiosk on the same ledger. `recovers`: whether it settles open applications before the next citizen. */
    async restart({ recovers = true } = {}): Promise<void> {
      await this.outcome(settlement.close());
      dealings = deals();
      settlement = settles();
      if (recovers) await this.outcome(settlement.recover(NEVER));
    },
    refused,
    until,
    async outcome<T>(promise: Promise<T>): Promise<T> {
      let over = false;
      void promise.then(() => {
        over = true;
      });
      await until(() => over);
      return promise;
    },
    async attempted(condition: () => boolean): Promise<void> {
      let holds = false;
      const stop = settlement.onChange(() => {
        holds = condition();
      });
      await until(() => holds);
      stop();
    },
    later() {
      wall += 3_600_000;
      return now();
    },
    now,
    online: () => until(() => driver.status().device === 'online'),
    async replace(saved: ZvtTerminalState): Promise<void> {
      await wire.unplug();
      terminal.close();
      await until(() => driver.status().device !== 'online');
      terminal = createZvtTerminalSimulator({ ...simulated, saved });
      await wire.plug();
      await this.online();
    },
    async restartUnplugged(): Promise<void> {
      await wire.unplug();
      await until(() => driver.status().device !== 'online');
      await this.restart();
      await wire.plug();
      await this.online();
    },
    async wait(): Promise<void> {
      for (let step = 0; step < 600; step += 1) await pass(STEP_MS);
    },
    begin(reference: string) {
      const { id } = dealings.quote({ service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' });
      ledger.append(id, { kind: 'lodged', reference: id });
      if (reference === 'refused') refused.add(id);
      return id;
    },
    async owed(): Promise<string> {
      terminal.faults.always('no-reversal');
      const id = this.begin('refused');
      await this.pay(id);
      await this.attempted(() => ledger.find(id)?.last === 'reversing');
      return id;
    },
    /** `shows`: whether the citizen shows a card when the terminal asks for one. */
    async pay(id: string, shows = true) {
      const release = settlement.claim(id);
      const sale = dealings.pay(id, NEVER, () => undefined).finally(release);
      if (shows) {
        await until(() => terminal.display().stage === 'present-card');
        terminal.tap();
      }
      return this.outcome(sale);
    },
    ends: (id: string) => ledger.history(id).at(-1)?.entry,
    async close() {
      terminal.close();
      await driver.close();
      await settlement.close();
      ledger.close();
    },
  };
}
