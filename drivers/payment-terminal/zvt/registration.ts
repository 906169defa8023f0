import { concat, fromHex, toHex } from '../../bytes.ts';
import { err, ok, type Result } from '../../result.ts';
import { digitsToBcd, fromBcd, toBcd } from './bcd.ts';
import { type BmpField, readBmps } from './bmp.ts';
import type { FieldsOf } from './messages.ts';
import { type DecodeErrorText, findTlv, readTlvs, writeTlv } from './tlv.ts';

type Registration = FieldsOf<'registration'>;

/** Bits of the configuration byte [PA00P015 13.08, chapter 2.1] */
export const CONFIG_BITS = {
  ecrPrintsPaymentReceipts: 0x02,
  ecrPrintsAdminReceipts: 0x04,
  sendIntermediateStatus: 0x08,
  ecrControlsPayment: 0x10,
  ecrControlsAdmin: 0x20,
  printByLines: 0x80,
} as const;

/** Unattended kiosk: nothing starts at the terminal; the kiosk prints everything. */
export const UNATTENDED_CONFIG = Object.values(CONFIG_BITS).reduce((all, bit) => all | bit, 0);

/** Values of TLV 14 inside 27. */
const CHARSET_BYTES = { cp437: 0xff, utf8: 0xfe } as const;

/** Data before the TLV container. */
export function writeRegistration({ password, config, currency, serviceByte }: Registration): Uint8Array {
  return concat(
    digitsToBcd(password, 3),
    [config],
    currency === undefined ? [] : toBcd(currency, 2),
    serviceByte === undefined ? [] : [0x03, serviceByte],
  );
}

/** Inside of the TLV container; `null`: no container. */
export function registrationContainer({ permitted, textCharset }: Registration): Uint8Array | null {
  const commands = permitted?.map((command) => writeTlv('0A', fromHex(command)));
  const tlvs = [
    ...(commands ? [writeTlv('26', concat(...commands))] : []),
    ...(textCharset ? [writeTlv('27', writeTlv('14', Uint8Array.of(CHARSET_BYTES[textCharset])))] : []),
  ];
  return tlvs.length === 0 ? null : concat(...tlvs);
}

/**
 * Reads the data of a registration. The currency, two bytes without id, comes before the fields. If it is missing, the fields follow the
 * configuration byte.
 */
export function readRegistration(data: Uint8Array): Result<Registration, DecodeErrorText> {
  const config = data[3];
  if (config === undefined) return err('a registration is cut short');
  const rest = currencyAndFields(data.subarray(4));
  if (!rest.ok) return rest;
  const { bmps, currency } = rest.value;
  const serviceByte = bmps.find(({ id }) => id === 0x03)?.data[0];
  const tlvs = readTlvs(bmps.find(({ id }) => id === 0x06)?.data ?? new Uint8Array());
  if (!tlvs.ok) return tlvs;
  const list = findTlv(tlvs.value, '26');
  const commands = list && readTlvs(list);
  if (commands && !commands.ok) return commands;
  const text = readTlvs(findTlv(tlvs.value, '27') ?? new Uint8Array());
  const charset = text.ok ? findTlv(text.value, '14')?.[0] : undefined;
  return ok({
    password: toHex(data.subarray(0, 3)),
    config,
    currency,
    serviceByte,
    ...(commands ? { permitted: commands.value.map(({ value }) => toHex(value)) } : {}),
    ...(charset === CHARSET_BYTES.utf8 ? { textCharset: 'utf8' as const } : {}),
    ...(charset === CHARSET_BYTES.cp437 ? { textCharset: 'cp437' as const } : {}),
  });
}

function currencyAndFields(
  data: Uint8Array,
): Result<{ readonly bmps: readonly BmpField[]; readonly currency?: number }, DecodeErrorText> {
  const currency = data.length >= 2 ? fromBcd(data.subarray(0, 2)) : undefined;
  const after = readBmps(data.subarray(2));
  if (currency !== undefined && after.ok) return ok({ bmps: after.value, currency });
  const bmps = readBmps(data);
  return bmps.ok ? ok({ bmps: bmps.value }) : bmps;
}
