import { type IppAttribute, type IppMessage, ippAttribute } from './message.ts';
import { type IppOperation, OPERATIONS } from './tags.ts';

/** IPP Everywhere requires version 2.0 (PWG 5100.12, 4; PWG 5100.14, 4.1). */
const VERSION = '2.0';

export interface RequestAddress {
  /** `ipp://HOST:PORT/PATH` or `ipps://…` (RFC 3510, RFC 7472). */
  readonly uri: string;
  /** Owner of the jobs, one per kiosk. */
  readonly user: string;
}

export const PDF_FORMAT = 'application/pdf';

const PRINTER_ATTRIBUTES = [
  'printer-state',
  'printer-state-reasons',
  'printer-is-accepting-jobs',
  'printer-make-and-model',
  'document-format-supported',
  'operations-supported',
  'copies-supported',
  'sides-supported',
  'media-supported',
  'printer-input-tray',
  'printer-supply',
  'printer-supply-description',
  'marker-names',
  'marker-types',
  'marker-levels',
  'cups-version',
] as const;

/** RFC 8011, 5.3. */
const JOB_ATTRIBUTES = [
  'job-id',
  'job-name',
  'job-state',
  'job-state-reasons',
  'job-media-sheets-completed',
  'job-impressions-completed',
] as const;

const LISTED_JOBS = 100;

/** Charset and language first, then the target (RFC 8011, 4.1.4 and 4.1.5). */
function request(
  operation: IppOperation,
  { uri, user }: RequestAddress,
  own: readonly IppAttribute[],
  job: readonly IppAttribute[] = [],
): Omit<IppMessage, 'requestId'> {
  const attributes = [
    ippAttribute.text('attributes-charset', 'charset', 'utf-8'),
    ippAttribute.text('attributes-natural-language', 'naturalLanguage', 'en'),
    ippAttribute.text('printer-uri', 'uri', uri),
    // The job id must follow the printer's address.
    ...own.filter(({ name }) => name === 'job-id'),
    ippAttribute.text('requesting-user-name', 'name', user),
    ...own.filter(({ name }) => name !== 'job-id'),
  ];
  return {
    version: VERSION,
    code: OPERATIONS[operation],
    groups: [
      { group: 'operation', attributes },
      ...(job.length > 0 ? [{ group: 'job' as const, attributes: job }] : []),
    ],
    data: new Uint8Array(),
  };
}

export type IppRequest = ReturnType<typeof request>;

/** Asks for attributes of RFC 8011, 4.2.5, and PWG 5100.13, 6.5; the other attributes are from CUPS. */
export const getPrinterAttributes = (to: RequestAddress): IppRequest =>
  request('Get-Printer-Attributes', to, [ippAttribute.text('requested-attributes', 'keyword', ...PRINTER_ATTRIBUTES)]);

export type JobFilter = 'not-completed' | 'completed';

/**
 * RFC 8011, 4.2.6. Without `my-jobs` the list also has the jobs of others. Of completed jobs, the newest end comes first. The list is
 * limited: few jobs are ours, because each is followed to its end before the next.
 */
export const getJobs = (to: RequestAddress, which: JobFilter, mine: boolean): IppRequest =>
  request('Get-Jobs', to, [
    ippAttribute.integer('limit', LISTED_JOBS),
    ippAttribute.text('requested-attributes', 'keyword', ...JOB_ATTRIBUTES),
    ippAttribute.text('which-jobs', 'keyword', which),
    ippAttribute.flag('my-jobs', mine),
  ]);

/** RFC 8011, 4.3.4. */
export const getJobAttributes = (to: RequestAddress, jobId: number): IppRequest =>
  request('Get-Job-Attributes', to, [
    ippAttribute.integer('job-id', jobId),
    ippAttribute.text('requested-attributes', 'keyword', ...JOB_ATTRIBUTES),
  ]);

export interface IppJobTicket {
  readonly name: string;
  readonly copies: number;
  /** Values that this printer supports: some printers refuse others. */
  readonly sides: string | null;
  readonly media: string | null;
}

/** RFC 8011, 4.2.4: the job gets its number before any byte of the document is sent. */
export const createJob = (to: RequestAddress, { name, copies, sides, media }: IppJobTicket): IppRequest =>
  request(
    'Create-Job',
    to,
    [ippAttribute.text('job-name', 'name', name), ippAttribute.flag('ipp-attribute-fidelity', false)],
    [
      ippAttribute.integer('copies', copies),
      ...(sides === null ? [] : [ippAttribute.text('sides', 'keyword', sides)]),
      ...(media === null ? [] : [ippAttribute.text('media', 'keyword', media)]),
    ],
  );

/** RFC 8011, 4.3.1. */
export const sendDocument = (to: RequestAddress, jobId: number, pdf: Uint8Array): IppRequest => ({
  ...request('Send-Document', to, [
    ippAttribute.integer('job-id', jobId),
    ippAttribute.text('document-format', 'mimeMediaType', PDF_FORMAT),
    ippAttribute.flag('last-document', true),
  ]),
  data: pdf,
});

/** RFC 8011, 4.3.3. */
export const cancelJob = (to: RequestAddress, jobId: number): IppRequest =>
  request('Cancel-Job', to, [ippAttribute.integer('job-id', jobId)]);
