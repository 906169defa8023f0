import {
  flagOf,
  type IppAttribute,
  type IppGroup,
  type IppMessage,
  ippAttribute,
  ippGroupsOf,
  numberOf,
  textOf,
  textsOf,
} from '../../drivers/document-printer/ipp/message.ts';
import { JOB_STATES, nameInTable, OPERATIONS, STATUS_CODES } from '../../drivers/document-printer/ipp/tags.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import { PRINTER_URI, printerAttributes } from './description.ts';
import type { DocumentPrinterFault } from './faults.ts';
import { isJobOver, pagesIn, type SimulatedJob } from './job.ts';
import type { SheetMechanism } from './mechanism.ts';
import { JOB_TEMPLATE_ATTRIBUTES, judgePrintRequest } from './ticket.ts';

const PDF = 'application/pdf';

const KNOWN = [
  ...(['Print-Job', 'Validate-Job', 'Create-Job', 'Send-Document', 'Cancel-Job'] as const),
  ...(['Get-Job-Attributes', 'Get-Jobs', 'Get-Printer-Attributes'] as const),
];

interface Answer {
  readonly status: keyof typeof STATUS_CODES;
  readonly groups?: readonly IppGroup[];
}

export interface IppPrinterParts {
  readonly mechanism: SheetMechanism;
  readonly faults: ArmedFaults<DocumentPrinterFault>;
  readonly anonymous: boolean;
}

/**
 * The printer's answer to a request (RFC 8011, 4). A request must have its first attributes in the order of 4.1.4 and 4.1.5, and a number
 * other than 0 (4.1.2). A Send-Document must say whether more documents follow (4.3.1.1). A Print-Job has job and document in one request
 * (4.2.1): a client that loses the answer has no job number.
 * Attributes are requested by name or group (4.2.5.1 and 4.3.4.1). Jobs here show no wishes. The addresses in a job group are the addresses
 * of the request.
 */
export function answerTo(request: IppMessage, desk: IppPrinterParts): IppMessage {
  const { status, groups = [] } = refusalOf(request) ?? carryOut(request, desk);
  const operation: IppGroup = {
    group: 'operation',
    attributes: [
      ippAttribute.text('attributes-charset', 'charset', 'utf-8'),
      ippAttribute.text('attributes-natural-language', 'naturalLanguage', 'en'),
      ...(status.startsWith('successful') ? [] : [ippAttribute.text('status-message', 'text', status)]),
    ],
  };
  const { version, requestId } = request;
  return {
    version,
    requestId,
    code: STATUS_CODES[status],
    groups: [operation, ...groups],
    data: new Uint8Array(),
  };
}

const REFUSED: Answer = { status: 'client-error-bad-request' };

/** `undefined`: no refusal. */
function refusalOf(request: IppMessage): Answer | undefined {
  if (!isAddressed(request)) return REFUSED;
  return /^[12]\./.test(request.version) ? undefined : { status: 'server-error-version-not-supported' };
}

function isAddressed({ requestId, groups }: IppMessage): boolean {
  const names = groups[0]?.attributes.slice(0, 3).map(({ name }) => name);
  return requestId > 0 && names?.join() === ['attributes-charset', 'attributes-natural-language', 'printer-uri'].join();
}

function carryOut(request: IppMessage, desk: IppPrinterParts): Answer {
  switch (nameInTable(OPERATIONS, request.code)) {
    case 'Get-Printer-Attributes':
      return {
        status: 'successful-ok',
        groups: [
          { group: 'printer', attributes: wanted(printerAttributes(desk.mechanism, KNOWN), request, 'printer') },
        ],
      };
    case 'Validate-Job':
      return withTicket(request, () => (hasGoodFormat(request) ? { status: 'successful-ok' } : UNKNOWN_FORMAT));
    case 'Print-Job':
      return withTicket(request, () => printJob(request, desk));
    case 'Create-Job':
      return withTicket(request, () => createJob(request, desk));
    case 'Send-Document':
      if (flagOf(operationOf(request), 'last-document') === undefined) return REFUSED;
      return withJob(request, desk, (job) => withTicket(request, () => takeDocument(job, request, desk)));
    case 'Get-Job-Attributes':
      return withJob(request, desk, (job) => ({
        status: 'successful-ok',
        groups: [jobGroup(job, desk, request, (all) => wanted(all, request, 'job'))],
      }));
    case 'Get-Jobs': {
      const jobs = listedJobs(request, desk).map((job) =>
        jobGroup(job, desk, request, (all) => wanted(all, request, 'job', ['job-uri', 'job-id'])),
      );
      return { status: 'successful-ok', groups: jobs };
    }
    case 'Cancel-Job':
      return withJob(request, desk, (job) => cancel(job, desk));
    default:
      return { status: 'server-error-operation-not-supported' };
  }
}

/** Refuses a job with unsupported attributes if the request demands all. */
function withTicket(request: IppMessage, act: () => Answer): Answer {
  const { refusal, success, unsupported } = judgePrintRequest(request);
  if (refusal) return { status: refusal, groups: unsupported };
  const answer = act();
  if (answer.status !== 'successful-ok') return answer;
  return { status: success, groups: [...unsupported, ...(answer.groups ?? [])] };
}

const operationOf = (request: IppMessage): IppGroup | undefined => ippGroupsOf(request, 'operation')[0];

function withJob(request: IppMessage, { mechanism }: IppPrinterParts, act: (job: SimulatedJob) => Answer): Answer {
  const id = numberOf(operationOf(request), 'job-id');
  const job = mechanism.jobs().find((known) => known.id === id);
  return job ? act(job) : { status: 'client-error-not-found' };
}

const UNKNOWN_FORMAT: Answer = { status: 'client-error-document-format-not-supported' };

const hasGoodFormat = (request: IppMessage): boolean =>
  (textOf(operationOf(request), 'document-format') ?? PDF) === PDF;

function printJob(request: IppMessage, desk: IppPrinterParts): Answer {
  if (!hasGoodFormat(request)) return UNKNOWN_FORMAT;
  if (pagesIn(request.data) === null) return { status: 'client-error-document-format-error' };
  const job = addJob(request, desk);
  return job ? takeDocument(job, request, desk) : { status: 'server-error-busy' };
}

function createJob(request: IppMessage, desk: IppPrinterParts): Answer {
  const job = addJob(request, desk);
  return job ? { status: 'successful-ok', groups: [jobGroup(job, desk, request)] } : { status: 'server-error-busy' };
}

function addJob(request: IppMessage, { mechanism, faults, anonymous }: IppPrinterParts): SimulatedJob | undefined {
  if (faults.take('busy')) return undefined;
  const operation = operationOf(request);
  return mechanism.add({
    name: textOf(operation, 'job-name') ?? 'untitled',
    user: (anonymous ? undefined : textOf(operation, 'requesting-user-name')) ?? 'anonymous',
    copies: judgePrintRequest(request).copies,
  });
}

function takeDocument(job: SimulatedJob, request: IppMessage, desk: IppPrinterParts): Answer {
  const { mechanism, faults } = desk;
  if (isJobOver(job) || job.pdf !== null) return { status: 'client-error-not-possible' };
  const pages = pagesIn(request.data);
  if (!hasGoodFormat(request) || faults.take('refuse-document')) return UNKNOWN_FORMAT;
  if (pages === null) return { status: 'client-error-document-format-error' };
  mechanism.documentCame(job, request.data, pages);
  return { status: 'successful-ok', groups: [jobGroup(job, desk, request)] };
}

function cancel(job: SimulatedJob, { mechanism, faults }: IppPrinterParts): Answer {
  if (isJobOver(job)) return { status: 'client-error-not-possible' };
  if (!faults.take('ignore-cancel')) mechanism.cancel(job);
  return { status: 'successful-ok' };
}

function listedJobs(request: IppMessage, { mechanism }: IppPrinterParts): readonly SimulatedJob[] {
  const operation = operationOf(request);
  const over = textOf(operation, 'which-jobs') === 'completed';
  const user = flagOf(operation, 'my-jobs') ? textOf(operation, 'requesting-user-name') : undefined;
  const jobs = mechanism.jobs().filter((job) => isJobOver(job) === over && (user === undefined || job.user === user));
  return jobs.slice(0, numberOf(operation, 'limit') ?? jobs.length);
}

/** Such as `copies-supported`. */
const JOB_TEMPLATE = new RegExp(`^(${JOB_TEMPLATE_ATTRIBUTES.join('|')}|media-col)-(default|ready|supported)$`);

function isMeant(name: string, word: string, of: 'printer' | 'job'): boolean {
  if (word === 'job-template') return JOB_TEMPLATE.test(name);
  return word === 'all' || word === name || (word === `${of}-description` && !JOB_TEMPLATE.test(name));
}

/** Requested attributes. Without a request: `unasked`, or all. */
function wanted(
  attributes: readonly IppAttribute[],
  request: IppMessage,
  of: 'printer' | 'job',
  unasked: readonly string[] = ['all'],
): readonly IppAttribute[] {
  const asked = textsOf(operationOf(request), 'requested-attributes');
  const words = asked.length > 0 ? asked : unasked;
  return attributes.filter(({ name }) => words.some((word) => isMeant(name, word, of)));
}

/** `null`: not yet. */
const timeOf = (name: string, seconds: number | null): IppAttribute =>
  seconds === null
    ? { name, values: [{ syntax: 'out-of-band', value: 'no-value' }] }
    : ippAttribute.integer(name, seconds);

function jobGroup(
  job: SimulatedJob,
  { mechanism }: IppPrinterParts,
  request: IppMessage,
  chosen: (all: readonly IppAttribute[]) => readonly IppAttribute[] = (all) => all,
): IppGroup {
  const uri = textOf(operationOf(request), 'printer-uri') ?? PRINTER_URI;
  const attributes = [
    ippAttribute.integer('job-id', job.id),
    ippAttribute.text('job-uri', 'uri', `${uri}/${job.id}`),
    ippAttribute.text('job-printer-uri', 'uri', uri),
    ippAttribute.text('job-name', 'name', job.name),
    ippAttribute.text('job-originating-user-name', 'name', job.user),
    ippAttribute.enum('job-state', JOB_STATES[job.state]),
    ippAttribute.text('job-state-reasons', 'keyword', ...job.reasons, ...(job.reasons.length === 0 ? ['none'] : [])),
    ippAttribute.integer('job-media-sheets-completed', job.done),
    ippAttribute.integer('job-impressions-completed', job.done),
    timeOf('time-at-creation', job.createdAt),
    timeOf('time-at-processing', job.processingAt),
    timeOf('time-at-completed', job.completedAt),
    ippAttribute.integer('job-printer-up-time', mechanism.upSeconds()),
  ];
  return { group: 'job', attributes: chosen(attributes) };
}
