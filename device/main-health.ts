import type { DeviceState } from '../drivers/device-status.ts';
import type { LinkTroubles } from './main-watchers.ts';
import type { KioskSnapshot } from './screen/to-screen.ts';
import {
  type Devices,
  documentPrinterTrouble,
  printerTrouble,
  readerTrouble,
  terminalTrouble,
  validatorTrouble,
} from './session/visit/devices.ts';
import { TERMINAL_UNCOUNTED } from './troubles/troubles-start.ts';
import type { Health } from './web/server.ts';

/** What the kiosk knows of its devices and its back office, as `/healthz` and the technician's page say it. */
export function healthOf(
  kiosk: KioskSnapshot,
  chips: { readonly device: DeviceState } | undefined,
  linkTrouble: LinkTroubles,
  backOffice: Health['backOffice'] = null,
): Health {
  const its = kiosk.context.devices;
  const { reader, terminal, printer, documentPrinter, validator } = its;
  const devices = {
    'id-reader': reader.device,
    ...(chips && { 'chip-reader': chips.device }),
    'payment-terminal': terminal.device,
    'receipt-printer': printer.device,
    ...(documentPrinter && { 'document-printer': documentPrinter.device }),
    ...(validator && { 'bill-validator': validator.device }),
  };
  return {
    ready: !kiosk.matches('booting') && !kiosk.matches('recovering'),
    // Also amid a visit, which comes to its end all the same.
    storage: its.roomOnDisk ? 'enough' : 'DSK-101',
    devices,
    troubles: troublesOf(its, chips?.device, linkTrouble),
    backOffice,
  };
}

/** By kind of device: why its port does not open, or what is wrong with what is behind it. */
export function troublesOf(
  devices: Devices,
  chips: DeviceState | undefined,
  linkTrouble: LinkTroubles,
): Readonly<Record<string, string>> {
  const { reader, terminal, printer, documentPrinter, validator } = devices;
  const away = (kind: Parameters<LinkTroubles>[0], state: DeviceState | undefined, otherwise: string | null) =>
    state === 'noDevice' ? (linkTrouble(kind)?.code ?? otherwise) : otherwise;
  const codes = {
    'id-reader': away('id-reader', reader.device, readerTrouble(devices)),
    'chip-reader': away('chip-reader', chips, chips === undefined || chips === 'online' ? null : 'RDR-203'),
    'payment-terminal':
      terminal.refused === undefined
        ? (away('payment-terminal', terminal.device, terminalTrouble(devices)) ?? uncountedTrouble(terminal))
        : 'TRM-103',
    'receipt-printer': away('receipt-printer', printer.device, printerTrouble(devices)),
    'document-printer': away('document-printer', documentPrinter?.device, documentPrinterTrouble(documentPrinter)),
    'bill-validator': away('bill-validator', validator?.device, validatorTrouble(devices)),
  };
  return Object.fromEntries(Object.entries(codes).flatMap(([kind, code]) => (code === null ? [] : [[kind, code]])));
}

const uncountedTrouble = ({ uncounted }: Devices['terminal']) => (uncounted ? TERMINAL_UNCOUNTED : null);
