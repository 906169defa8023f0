import type { UnreadFields } from './bmp.ts';
import type { FieldName, FieldValues } from './fields.ts';
import type { StatusTlv } from './status-tlv.ts';
import type { ReceiptType, TextBlock } from './text-block.ts';

/** In writing order (PA00P015 13.08, chapter 13). The card's number is masked; its tracks and expiry are not here. */
export const STATUS_INFORMATION_FIELDS = [
  'resultCode',
  'amount',
  'traceNumber',
  'originalTraceNumber',
  'time',
  'date',
  'paymentType',
  'maskedPan',
  'terminalId',
  'merchantId',
  'authorisationCode',
  'additionalText',
  'currency',
  'receiptNumber',
  'turnoverNumber',
  'cardType',
  'cardName',
  'totals',
  'cardSequenceNumber',
  'networkCardType',
  'hostResultCode',
  'fullDate',
  'aidParameter',
  'timeout',
  'maxStatusInfos',
  'serviceByte',
] as const satisfies readonly FieldName[];

/** Set only on reading. Absent: all fields are known. */
interface Unread {
  readonly unread?: UnreadFields;
}

/** `withheld`: ids of hidden fields (tracks, expiry, chip data, fields of other commands). Only read. */
export type StatusInformationFields = FieldValues<(typeof STATUS_INFORMATION_FIELDS)[number]> &
  Unread & {
    readonly tlv?: StatusTlv;
    readonly withheld?: readonly string[];
  };

/** Bits per second, and their codes in `08 40`. */
export const BAUD_RATES = [
  [9_600, 0],
  [19_200, 1],
  [57_600, 6],
  [115_200, 7],
] as const;

export type ZvtBaudRate = (typeof BAUD_RATES)[number][0];

/** Kinds of diagnosis and their codes in TLV 1B. */
export const DIAGNOSES = [
  ['line', 1],
  ['extended', 2],
  ['configuration', 3],
  ['emv-configuration', 4],
  ['ep2-configuration', 5],
] as const;

export type DiagnosisType = (typeof DIAGNOSES)[number][0];

type Message<Kind extends string, Fields> = { readonly kind: Kind; readonly fields: Fields };

/** Messages of kiosk and terminal. `password`: six digits. */
export type ZvtMessage =
  /** `06 00`. `permitted`: commands that the terminal may send, in hex. */
  | Message<
      'registration',
      {
        readonly password: string;
        readonly config: number;
        readonly currency?: number | undefined;
        readonly serviceByte?: number | undefined;
        readonly permitted?: readonly string[];
        readonly textCharset?: 'cp437' | 'utf8';
      }
    >
  /** `06 01`. */
  | Message<'authorisation', FieldValues<'amount' | 'currency' | 'paymentType' | 'timeout' | 'maxStatusInfos'>>
  /** `06 30`. */
  | Message<'reversal', { readonly password: string } & FieldValues<'receiptNumber'>>
  /** `06 31`. */
  | Message<'refund', { readonly password: string } & FieldValues<'amount' | 'currency'>>
  /** `06 20`. */
  | Message<'repeat-receipt', { readonly password: string } & FieldValues<'serviceByte'>>
  /** `05 01`. */
  | Message<'status-enquiry', { readonly password: string } & FieldValues<'serviceByte'>>
  /** `06 50`. */
  | Message<'end-of-day', { readonly password: string }>
  /** `06 70`. */
  | Message<'diagnosis', { readonly type?: DiagnosisType }>
  /** `06 93`. */
  | Message<'initialisation', { readonly password: string }>
  /** `06 18`. */
  | Message<'reset', Record<never, never>>
  /** `06 91`: digits YYMMDD and HHMMSS. */
  | Message<'set-date-time', FieldValues<'fullDate' | 'time'>>
  /** `08 40`. Both sides switch 2 s after the answer. */
  | Message<'change-baud-rate', { readonly baudRate: ZvtBaudRate }>
  /** `06 02`. */
  | Message<'log-off', Record<never, never>>
  /** `06 B0`: stop. */
  | Message<'ecr-abort', Record<never, never>>
  /** `04 FF`. `code`: two hex digits. */
  | Message<
      'intermediate-status',
      { readonly code: string; readonly timeoutMinutes?: number | undefined; readonly text?: string | undefined }
    >
  /** `04 0F`. */
  | Message<'status-information', StatusInformationFields>
  /** `06 0F`. `status`, `software`: after a status enquiry. Others: after a registration or sale. */
  | Message<
      'completion',
      {
        /** Field 27, which some terminals send after success. */
        readonly resultCode?: string;
        readonly status?: string;
        readonly software?: string;
        readonly statusByte?: number | undefined;
        readonly terminalId?: string;
        readonly currency?: number;
      } & Unread
    >
  /** `06 1E`: the terminal ended the command without success. */
  | Message<'abort', { readonly resultCode: string; readonly errorText?: string }>
  /** `06 D1`. With attribute FF, a number of line feeds instead of a line. */
  | Message<
      'print-line',
      {
        readonly text: string;
        readonly attribute: number;
        readonly feeds?: number;
        readonly receiptType?: ReceiptType;
      }
    >
  /** `06 D3`. */
  | Message<'print-text-block', TextBlock & Unread>
  /** `80 00`. */
  | Message<'positive-ack', Record<never, never>>
  /** `84 xx`. `amount`: issued part, in `84 9D`. */
  | Message<'negative-ack', { readonly resultCode: string } & FieldValues<'amount'>>
  /** Only the size is kept: the data may have card numbers. */
  | Message<'unknown', { readonly command: string; readonly length: number }>;

export type ZvtKind = ZvtMessage['kind'];
export type MessageOf<Kind extends ZvtKind> = Extract<ZvtMessage, { readonly kind: Kind }>;
export type FieldsOf<Kind extends ZvtKind> = MessageOf<Kind>['fields'];
