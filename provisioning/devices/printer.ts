import { baudRateOf } from '../../device/config/link.ts';
import { createReceiptPrinter } from '../../drivers/kinds/receipt-printer.ts';
import type { LinkTrouble } from '../../drivers/link/link.ts';
import type { PrinterStatus, PrinterTrouble } from '../../drivers/receipt-printer/contract.ts';
import { PRINTER_BLOCK_CODE } from '../../drivers/receipt-printer/contract.ts';
import type { PrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';
import type { Io } from '../command/io.ts';
import { describeLinkAddress } from '../command/options.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { printerModel } from '../command/printer-model.ts';
import { recordDevice } from '../replay/record-file.ts';
import {
  adviceOf,
  comesOnline,
  createDiscardLog,
  createLinkWithTrouble,
  type DeviceCommandOptions,
  describeUnreachableDevice,
  findDevice,
} from './open-device.ts';
import { testPage } from './test-page.ts';
import { tellKioskDeviceTested } from './tested.ts';

export interface PrinterOptions extends DeviceCommandOptions {
  readonly model?: string;
}

type Printer = ReturnType<typeof createReceiptPrinter>;

interface Opened {
  readonly printer: Printer;
  readonly model: PrinterModel;
  readonly where: string;
}

export function printerStatus(options: PrinterOptions, io: Io): Promise<CliOutcome> {
  const json = ({ printer, model, where }: Opened, code: string | null) => ({
    ...printer.status(),
    code,
    model: model.name,
    link: where,
    capabilities: printer.capabilities,
    assumed: model.unmeasured,
  });
  const away = (opened: Opened, { code }: AwayTrouble) => json(opened, code);
  return withPrinter(options, io, away, async (opened) => {
    const { printer, model, where } = opened;
    const status = printer.status();
    const code = status.blockedBy === null ? null : PRINTER_BLOCK_CODE[status.blockedBy];
    if (options.json) printJson(io, json(opened, code));
    else io.out(formatTable(statusRows(status, model, where)));
    return code === null
      ? done
      : failed(`the printer could not print now: ${status.blockedBy} (${code}): ${adviceOf(code)}`);
  });
}

function statusRows(status: PrinterStatus, model: PrinterModel, where: string): [string, string][] {
  return [
    ['link', where],
    ['model', model.name],
    // Facts of the model that were never measured. A test page shows whether they are wrong.
    ...(model.unmeasured.length > 0 ? [['assumed', model.unmeasured.join(', ')] as [string, string]] : []),
    ['device', status.device],
    ['stopped by', status.blockedBy ?? 'nothing'],
    ['paper', status.paper],
  ];
}

export function printTestPage(options: PrinterOptions, io: Io): Promise<CliOutcome> {
  const away = ({ model, where }: Opened, { code, kind }: AwayTrouble) => ({
    printed: false,
    code,
    kind,
    phase: 'before-write',
    model: model.name,
    link: where,
  });
  return withPrinter(options, io, away, async ({ printer, model, where }) => {
    const stop = new AbortController();
    const release = io.onInterrupt(() => stop.abort());
    const printed = await printer.print(
      testPage({
        model: model.name,
        where,
        columns: printer.capabilities.columns,
        cutter: printer.capabilities.cutter,
      }),
      stop.signal,
    );
    release();
    if (options.json)
      printJson(
        io,
        printed.ok
          ? { printed: true, code: null, model: model.name, link: where }
          : { printed: false, ...printed.error, model: model.name, link: where },
      );
    if (printed.ok) {
      tellKioskDeviceTested(options, ['printer'], io);
      if (!options.json)
        io.out('The printer confirmed that the page came out whole. Compare each letter with its name beside it.\n');
      return done;
    }
    const { code, kind, phase } = printed.error;
    const part = phase === 'after-write' ? 'part of it may be on paper' : 'nothing was sent';
    return failed(`the test page did not come out: ${kind}, ${part} (${code}): ${adviceOf(code)}`);
  });
}

type AwayTrouble = Pick<LinkTrouble | PrinterTrouble, 'code' | 'kind'>;

const SILENT: AwayTrouble = { code: 'PRN-103', kind: 'no-answer' };

async function withPrinter(
  options: PrinterOptions,
  io: Io,
  away: (opened: Opened, trouble: AwayTrouble) => object,
  use: (opened: Opened) => Promise<CliOutcome>,
): Promise<CliOutcome> {
  const place = await findDevice('printer', options);
  if (!place.ok) return place;
  const { address, settings } = place.value;
  const model = printerModel(options.model ?? settings?.model);
  if (!model.ok) return model;
  const baudRate = baudRateOf(address);
  const recording = recordDevice(options.record, 'printer', { driver: 'escpos', model: model.value.name, baudRate });
  if (!recording.ok) return recording;
  const link = createLinkWithTrouble(address);
  const discarded = createDiscardLog(io);
  const made = createReceiptPrinter({
    link: recording.value.watch(link.factory),
    clock: io.clock,
    random: Math.random,
    model: model.value,
    baudRate,
    onDiscarded: discarded.note,
  });
  const printer = recording.value.calls(made, ['print', 'close']);
  const opened = { printer, model: model.value, where: describeLinkAddress(address) };
  try {
    if (await comesOnline(printer, io.clock)) return await use(opened);
    const trouble = link.trouble();
    if (options.json) printJson(io, away(opened, trouble ?? SILENT));
    return failed(describeUnreachableDevice('printer', address, trouble, discarded.bytes()));
  } finally {
    await printer.close();
    recording.value.close();
  }
}
