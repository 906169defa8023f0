import { html, type TemplateResult } from 'lit';
import type { CabledDeviceKind } from '../../../drivers/device-kinds.ts';
import { formatManats } from '../../../drivers/money.ts';
import { DEVICE_LABELS, membersOf, WIRE_FAULT_LABELS } from '../../bench/labels.ts';
import type { DockCommand } from '../commands.ts';
import type { PlugState } from '../state.ts';
import { icon } from './icons.ts';

/** Event of a panel; its detail is a `DockCommand`. */
export const COMMAND_EVENT = 'dock-command';

export function sendCommand(from: HTMLElement, command: DockCommand): void {
  from.dispatchEvent(new CustomEvent(COMMAND_EVENT, { detail: command, bubbles: true, composed: true }));
}

/** Ignores the second press of a trembling hand, which would undo the first. */
export const ignoreDoubleClick =
  (press: () => void) =>
  ({ detail: clicks }: MouseEvent): void => {
    if (clicks < 2) press();
  };

export interface ToggleOptions {
  readonly label: string;
  readonly pressed: boolean;
  readonly test: string;
  readonly look?: 'fault' | 'plain';
  readonly press: () => void;
}

export function toggleButton({ label, pressed, test, look = 'fault', press }: ToggleOptions): TemplateResult {
  return html`<button type="button" class=${look} data-test=${test} aria-pressed=${pressed} @click=${ignoreDoubleClick(press)}>${label}</button>`;
}

export function actionButton(
  from: HTMLElement,
  label: string,
  test: string,
  command: DockCommand,
  look: 'fault small' | 'small' | '' = '',
): TemplateResult {
  return html`<button type="button" class=${look} data-test=${test} @click=${() => sendCommand(from, command)}>${label}</button>`;
}

export const commandToggle = (
  from: HTMLElement,
  label: string,
  test: string,
  pressed: boolean,
  command: DockCommand,
): TemplateResult => toggleButton({ label, test, pressed, press: () => sendCommand(from, command) });

/** A toggle for each fault of a device, which arms it for the next occasion. */
export function faultToggles<Fault extends string>(
  from: HTMLElement,
  device: CabledDeviceKind,
  labels: Readonly<Record<Fault, string>>,
  armed: readonly Fault[],
  faults: readonly Fault[] = membersOf(labels),
): readonly TemplateResult[] {
  return faults.map((fault) => {
    const pressed = armed.includes(fault);
    const command = { device, do: 'arm', fault, on: !pressed } as DockCommand;
    return commandToggle(from, labels[fault], `${device}-fault-${fault}`, pressed, command);
  });
}

/** Integer qəpik as `5,00 ₼`. */
export function formatMoney(qepik: number): string {
  return `${formatManats(qepik)} ₼`;
}

const LEDS = {
  on: 'connected to the kiosk',
  waiting: 'plugged in, the kiosk has not opened it',
  off: 'unplugged',
} as const;

const ledOf = ({ plugged, connected }: PlugState): keyof typeof LEDS => {
  if (!plugged) return 'off';
  return connected ? 'on' : 'waiting';
};

const attentive = (led: keyof typeof LEDS, attention: string | null): boolean => led === 'on' && attention !== null;

/** The head of a device's panel: name, protocol, plug and light. */
export function deviceHeader(
  from: HTMLElement,
  device: CabledDeviceKind,
  picture: Parameters<typeof icon>[0],
  about: string,
  plug: PlugState,
  attention: string | null = null,
): TemplateResult {
  return ledHeader(from, {
    device,
    label: DEVICE_LABELS[device],
    picture,
    about,
    plug,
    attention,
    press: { device, do: 'plug', plugged: !plug.plugged },
  });
}

interface HeaderParts {
  readonly device: string;
  readonly label: string;
  readonly picture: Parameters<typeof icon>[0];
  readonly about: string;
  readonly plug: PlugState;
  readonly press: DockCommand;
  /** Why the light is amber although connected. */
  readonly attention: string | null;
}

/** Head of any panel, also of a device without a wire of bytes. */
export function ledHeader(
  from: HTMLElement,
  { device, label, picture, about, plug, press, attention }: HeaderParts,
): TemplateResult {
  const led = ledOf(plug);
  const looks = attentive(led, attention) ? 'waiting' : led;
  const says = attentive(led, attention) ? `${LEDS[led]}, ${attention}` : LEDS[led];
  return html`<header>
    ${icon(picture)}
    <h2 id="title">${label}</h2>
    <span class="about">${about}</span>
    <button
      type="button"
      class="fault small"
      data-test=${`unplug-${device}`}
      aria-pressed=${!plug.plugged}
      aria-label=${`Unplug ${label.toLowerCase()}`}
      @click=${ignoreDoubleClick(() => sendCommand(from, press))}
    >
      Unplug
    </button>
    <span class=${`led ${looks}`} data-test=${`led-${device}`} data-state=${led} title=${says}>
      <span class="hidden">${says}</span>
    </span>
  </header>`;
}

export function wireFaultControls(from: HTMLElement, device: CabledDeviceKind, more?: TemplateResult): TemplateResult {
  return html`<details>
    <summary>${more ? 'More faults, and the cable' : 'Faults of the cable'}</summary>
    <div class="chips">
      ${more}
      ${membersOf(WIRE_FAULT_LABELS).map((fault) =>
        actionButton(
          from,
          WIRE_FAULT_LABELS[fault],
          `wire-fault-${device}-${fault}`,
          { device, do: 'wire-fault', fault },
          'fault small',
        ),
      )}
    </div>
  </details>`;
}
