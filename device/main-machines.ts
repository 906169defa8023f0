import { createActor } from 'xstate';
import { realClock } from '../drivers/clock.ts';
import type { Keypad, KeypadKey } from '../drivers/keypad/contract.ts';
import { connectMachines } from './actors/actors.ts';
import type { KioskParts } from './actors/kiosk-parts.ts';
import type { Catalogue } from './catalogue/schema.ts';
import { cashSettingsOf } from './config/cash.ts';
import type { Profile } from './config/profile.ts';
import type { Log } from './log/log.ts';
import { type FindLinkTrouble, logDevicesAndLedger, logJack, logScan, logStateMachines } from './main-watchers.ts';
import { CENTRE_STATE_UNKNOWN } from './opening/centre-watch.ts';
import { createHeldSlip } from './park/held-slip.ts';
import { createScanDesk } from './scan/desk.ts';
import { createOutOfServiceSince } from './screen/out-since.ts';
import type { CitizenScreen } from './screen/screen.ts';
import { toScreen } from './screen/to-screen.ts';
import { watchStateMachines } from './screen/watch.ts';
import { citizenEvent, type DisplayEvent } from './session/visit/events.ts';
import { createScreenHub } from './web/hub.ts';
import { volumeAfter, volumeStepOf } from './words/sound.ts';

interface Around {
  readonly profile: Profile;
  readonly catalogue: Catalogue;
  readonly isSimulated: boolean;
  readonly log: Log;
  readonly linkTrouble: FindLinkTrouble;
}

/** Creates the machines, not started yet, and the screen hub that shows them. */
export function createStateMachines(
  parts: Omit<KioskParts, 'paper' | 'onTariffDiffers' | 'onStaffCalled' | 'onCardLeft'>,
  { profile, catalogue, isSimulated, log, linkTrouble }: Around,
) {
  const settings = settingsOf(profile, isSimulated);
  const heldSlip = createHeldSlip();
  const machine = connectMachines({
    ...parts,
    heldSlip,
    parksVisits: profile.backOffice.parkedVisits ?? false,
    paper: settings,
    identifiesByPhone: profile.backOffice.phoneIdentity ?? false,
    onTariffDiffers: (what) => log.event('tariff.differs', { ...what }),
    onStaffCalled: () => log.event('staff.called', {}),
    onCardLeft: () => log.event('card.left', {}),
    onVisitParked: (what) => log.event('visit.parked', what),
    onVisitResumed: () => log.event('visit.resumed', {}),
  });
  const watch = watchStateMachines();
  const actor = createActor(machine, { input: { catalogue }, inspect: watch.inspect });
  const hub = createScreenHub();
  hub.onIntent((intent) => actor.send(citizenEvent(intent)));
  const { centre } = parts;
  const facts = () => centre?.current() ?? CENTRE_STATE_UNKNOWN;
  const since = createOutOfServiceSince(() => facts().now);
  const show = () => {
    const kiosk = actor.getSnapshot();
    hub.show(toScreen(kiosk, settings, { centre: facts(), since: since(kiosk.matches('open')) }));
  };
  watch.onChange(show);
  centre?.onChange(() => actor.getSnapshot().status === 'active' && show());
  const scanned = createScanDesk({
    clock: realClock,
    snapshot: () => actor.getSnapshot(),
    settings,
    send: actor.send,
    heldSlip,
  });
  parts.scanner?.onEvent((event) => logScan(log, event, scanned(event)));
  parts.maintenance?.staff.onEvent((event) => actor.send(event));
  if (parts.keypad) followKeypad(parts.keypad, { log, send: actor.send, press: hub.press, screen: hub.screen });
  logDevicesAndLedger(log, { ...parts, linkTrouble });
  logStateMachines(log, watch, () => actor.getSnapshot());
  return { actor, watch, hub };
}

export type StateMachines = ReturnType<typeof createStateMachines>;

interface KeypadListeners {
  readonly log: Log;
  readonly send: (event: DisplayEvent) => void;
  readonly screen: () => Pick<CitizenScreen, 'display'> | undefined;
  readonly press: (key: KeypadKey) => void;
}

export function followKeypad(keypad: Pick<Keypad, 'onEvent'>, { log, send, press, screen }: KeypadListeners): void {
  keypad.onEvent((event) => {
    logJack(log, event);
    if (event.type !== 'key.pressed') return;
    const by = volumeStepOf(event.key);
    const before = screen()?.display.volume;
    if (by !== null && before !== undefined) {
      send({ type: 'citizen.display', set: { volume: volumeAfter(before, by) } });
    }
    press(event.key);
  });
}

const settingsOf = ({ kiosk: about, cash, elsewhere, sound }: Profile, isSimulated: boolean) => ({
  centreName: about.centre.name,
  centreShort: about.centre.short,
  kioskId: about.id,
  statusUrl: about.statusUrl,
  pxPerMm: about.panel.pxPerMm,
  ...cashSettingsOf(cash),
  elsewhere: elsewhere ? { kiosk: elsewhere.kiosk ?? null, window: elsewhere.window ?? null } : null,
  clicks: sound?.click ?? false,
  simulated: isSimulated,
});

/** Resolves when the devices have answered and the books are recovered. */
export function whenReady({ actor, watch }: StateMachines, log: Log): Promise<void> {
  return new Promise<void>((done) => {
    const open = () => {
      const kiosk = actor.getSnapshot();
      if (kiosk.matches('booting') || kiosk.matches('recovering')) return;
      stop();
      log.event('kiosk.ready', { afterMs: Math.round(process.uptime() * 1000) });
      done();
    };
    const stop = watch.onChange(open);
  });
}
