import type { FieldValues } from './fields.ts';
import type { ReceiptType, TextBlock } from './text-block.ts';

/** What a sale's result carries (`04 0F`). Of the card only its name and the masked number. */
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
] as const;

export type StatusInformationFields = FieldValues<(typeof STATUS_INFORMATION_FIELDS)[number]>;

type Message<Kind extends string, Fields> = { readonly kind: Kind; readonly fields: Fields };

/** Every message both sides can read and write. `password` is six digits. */
export type ZvtMessage =
  /** `06 00`. `permitted`: commands the terminal may send, in hex. */
  | Message<
      'registration',
      {
        readonly password: string;
        readonly config: number;
        readonly currency?: number;
        readonly serviceByte?: number;
        readonly permitted?: readonly string[];
        readonly textCharset?: 'cp437' | 'utf8';
      }
    >
  /** `06 01`. */
  | Message<'authorization', FieldValues<'amount' | 'currency' | 'paymentType' | 'timeout' | 'maxStatusInfos'>>
  /** `06 30`. */
  | Message<'reversal', { readonly password: string } & FieldValues<'receiptNumber'>>
  /** `06 20`. */
  | Message<'repeat-receipt', { readonly password: string } & FieldValues<'serviceByte'>>
  /** `05 01`. */
  | Message<'status-enquiry', { readonly password: string } & FieldValues<'serviceByte'>>
  /** `06 50`. */
  | Message<'end-of-day', { readonly password: string }>
  /** `06 02`. */
  | Message<'log-off', Record<never, never>>
  /** `06 B0`: the kiosk asks the terminal to stop. */
  | Message<'ecr-abort', Record<never, never>>
  /** `04 FF`. `code` as two hex digits. */
  | Message<'intermediate-status', { readonly code: string; readonly timeoutMinutes?: number; readonly text?: string }>
  /** `04 0F`. */
  | Message<'status-information', StatusInformationFields>
  /** `06 0F`. `status` and `software` only in the answer to a status enquiry, the others only in one to a registration or sale. */
  | Message<
      'completion',
      {
        readonly status?: string;
        readonly software?: string;
        readonly statusByte?: number;
        readonly terminalId?: string;
        readonly currency?: number;
      }
    >
  /** `06 1E`: the terminal ended the command without success. */
  | Message<'abort', { readonly resultCode: string }>
  /** `06 D1`. */
  | Message<'print-line', { readonly text: string; readonly attribute: number; readonly receiptType?: ReceiptType }>
  /** `06 D3`. */
  | Message<'print-text-block', TextBlock>
  /** `80 00`. */
  | Message<'positive-ack', Record<never, never>>
  /** `84 xx`. */
  | Message<'negative-ack', { readonly resultCode: string }>
  /** Anything else. Its data may hold card numbers, so only its size is kept. */
  | Message<'unknown', { readonly command: string; readonly length: number }>;

export type ZvtKind = ZvtMessage['kind'];
export type MessageOf<Kind extends ZvtKind> = Extract<ZvtMessage, { readonly kind: Kind }>;
export type FieldsOf<Kind extends ZvtKind> = MessageOf<Kind>['fields'];
