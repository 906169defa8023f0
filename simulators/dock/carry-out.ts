import type { ArmedFaults } from '../faults/armed.ts';
import { SIMULATED_CARD } from '../payment-terminal/desk.ts';
import type { TerminalKey } from '../payment-terminal/zvt.ts';
import type { Bench } from './bench.ts';
import type { DockCommand } from './commands.ts';
import { DEVICES, type DeviceName } from './devices.ts';
import type { WireFaultName } from './labels.ts';

/** Bytes of a burst. */
const NOISE_BYTES = 12;
/** A person's hand from the slot to the pad, and from key to key. */
const TYPING_MS = 150;

/** Does to the bench what a command says. Verbs that mean nothing now (a key on a sleeping terminal) do nothing. */
export function carryOut(bench: Bench, command: DockCommand): void {
  if ('do' in command && command.do === 'plug') plug(bench, command.device, command.plugged);
  else if (command.do === 'wire-fault') wireFault(bench, command.device, command.fault);
  else {
    switch (command.device) {
      case 'reader':
        onReader(bench, command);
        break;
      case 'terminal':
        onTerminal(bench, command);
        break;
      case 'printer':
        onPrinter(bench, command);
        break;
      case 'validator':
        onValidator(bench, command);
        break;
      case 'back-office':
        bench.backOffice.trouble.set(command.trouble);
        break;
      case 'all':
        heal(bench);
        break;
      default:
        command satisfies never;
    }
  }
  bench.touched();
}

type Only<D extends DockCommand['device']> = Exclude<
  Extract<DockCommand, { readonly device: D }>,
  { readonly do: 'plug' | 'wire-fault' }
>;

function plug({ cables }: Bench, device: DeviceName, plugged: boolean): void {
  if (plugged) cables[device].plug();
  else cables[device].unplug();
}

function wireFault({ cables }: Bench, device: DeviceName, fault: WireFaultName): void {
  const { faults } = cables[device];
  switch (fault) {
    case 'noise':
      faults.noise(NOISE_BYTES);
      break;
    case 'drop':
    case 'flip':
      faults.next({ do: fault });
      break;
    case 'unplug-after-12':
      faults.next({ do: 'unplug', afterBytes: 12 });
      break;
    default:
      fault satisfies never;
  }
}

function onReader({ reader }: Bench, command: Only<'reader'>) {
  if (command.do === 'remove') return reader.remove();
  switch (command.how) {
    case 'whole':
      return reader.insert(command.document);
    case 'unreadable':
      return reader.insert(command.document, { unreadable: true });
    default:
      return reader.insert(command.document, { early: command.how });
  }
}

function onTerminal(bench: Bench, command: Only<'terminal'>) {
  const { terminal } = bench;
  switch (command.do) {
    case 'tap':
      return terminal.tap();
    case 'insert':
      return terminal.insert();
    case 'insert-with-pin':
      return insertWithPin(bench);
    case 'remove-card':
      return terminal.removeCard();
    case 'decline':
      return terminal.decline();
    case 'key':
      return terminal.key(command.key);
    case 'arm':
      return arm(terminal.faults, command.fault, command.on);
    default:
      return command satisfies never;
  }
}

/** A person who does it all: puts the card in, types the PIN when asked, and takes the card when told to. */
function insertWithPin({ terminal, clock }: Bench): void {
  if (terminal.display().stage !== 'present-card') return;
  let typed = false;
  const stop = terminal.onChange(() => {
    const { stage } = terminal.display();
    if (stage === 'present-card' || stage === 'processing') return;
    if (stage === 'enter-pin') {
      if (!typed) type([...SIMULATED_CARD.pin, 'ok'] as TerminalKey[]);
      typed = true;
      return;
    }
    stop();
    clock.setTimeout(() => terminal.removeCard(), TYPING_MS);
  });
  function type([key, ...rest]: readonly TerminalKey[]): void {
    if (!key) return;
    clock.setTimeout(() => {
      if (terminal.display().stage !== 'enter-pin') return;
      terminal.key(key);
      type(rest);
    }, TYPING_MS);
  }
  terminal.removeCard();
  terminal.insert();
}

function onPrinter({ printer }: Bench, command: Only<'printer'>) {
  switch (command.do) {
    case 'paper':
      return printer.setPaper(command.supply);
    case 'paper-out-after':
      return printer.paperOutAfter(command.mm);
    case 'cover':
      return command.open ? printer.openCover() : printer.closeCover();
    case 'cutter':
      return printer.cutterError(command.jammed);
    case 'refill':
      return printer.refill();
    case 'tear':
      return printer.tear();
    case 'power-cycle':
      return printer.powerCycle();
    case 'arm':
      return arm(printer.faults, command.fault, command.on);
    default:
      return command satisfies never;
  }
}

function onValidator({ validator }: Bench, command: Only<'validator'>) {
  switch (command.do) {
    case 'insert':
      return void validator.insert({ manat: Number(command.manat) });
    case 'take':
      return validator.take();
    case 'cassette':
      return command.inside ? validator.cassetteIn() : validator.cassetteOut();
    case 'clear-jam':
      return validator.clearJam();
    case 'power':
      return command.on ? validator.powerOn() : validator.powerOff();
    case 'arm':
      return arm(validator.faults, command.fault, command.on);
    default:
      return command satisfies never;
  }
}

/** A fault is armed for the next occasion once at most; disarming one leaves the others in their order. */
function arm<T extends string>(faults: ArmedFaults<T>, fault: T, on: boolean): void {
  const others = faults.armed().filter((other) => other.fault !== fault);
  faults.clear();
  for (const other of others) faults[other.mode](other.fault);
  if (on) faults.next(fault);
}

function heal({ cables, reader, terminal, printer, validator, backOffice }: Bench): void {
  for (const device of DEVICES) {
    cables[device].faults.clear();
    cables[device].plug();
  }
  reader.remove();
  terminal.faults.clear();
  terminal.removeCard();
  printer.faults.clear();
  printer.closeCover();
  printer.cutterError(false);
  printer.refill();
  validator.faults.clear();
  validator.clearJam();
  validator.take();
  validator.cassetteIn();
  validator.powerOn();
  backOffice.trouble.set(null);
}
