import {
  attr,
  flagOf,
  groupsOf,
  type IppGroup,
  type IppMessage,
  numberOf,
  textOf,
} from '../../drivers/document-printer/ipp/message.ts';
import { JOB_STATES, OPERATIONS, STATUS_CODES, wordOf } from '../../drivers/document-printer/ipp/tags.ts';
import type { ArmedFaults } from '../faults/armed.ts';
import { PRINTER_URI, printerAttributes } from './description.ts';
import type { DocumentPrinterFault } from './faults.ts';
import { isJobOver, pagesIn, type SimulatedJob } from './job.ts';
import type { Mechanism } from './mechanism.ts';

const PDF = 'application/pdf';

/** The operations that it carries out. */
const KNOWN = [
  ...(['Create-Job', 'Send-Document', 'Cancel-Job'] as const),
  ...(['Get-Job-Attributes', 'Get-Jobs', 'Get-Printer-Attributes'] as const),
];

/** What is answered, before it has the number of its request. */
interface Answer {
  readonly status: keyof typeof STATUS_CODES;
  readonly groups?: readonly IppGroup[];
}

export interface Desk {
  readonly mechanism: Mechanism;
  readonly faults: ArmedFaults<DocumentPrinterFault>;
  readonly anonymous: boolean;
}

/** The printer's answer to a request (RFC 8011, 4). */
export function answerTo(request: IppMessage, desk: Desk): IppMessage {
  const { status, groups = [] } = isAddressed(request) ? carryOut(request, desk) : REFUSED;
  const operation: IppGroup = {
    group: 'operation',
    attributes: [
      attr.text('attributes-charset', 'charset', 'utf-8'),
      attr.text('attributes-natural-language', 'naturalLanguage', 'en'),
      ...(status.startsWith('successful') ? [] : [attr.text('status-message', 'text', status)]),
    ],
  };
  const { version, requestId } = request;
  return {
    ...{ version, requestId, code: STATUS_CODES[status], groups: [operation, ...groups] },
    data: new Uint8Array(),
  };
}

const REFUSED: Answer = { status: 'client-error-bad-request' };

/** Charset, language and target come first (RFC 8011, 4.1.4 and 4.1.5); no request has the number 0 (4.1.2). */
function isAddressed({ requestId, groups }: IppMessage): boolean {
  const names = groups[0]?.attributes.slice(0, 3).map(({ name }) => name);
  return requestId > 0 && names?.join() === ['attributes-charset', 'attributes-natural-language', 'printer-uri'].join();
}

function carryOut(request: IppMessage, desk: Desk): Answer {
  switch (wordOf(OPERATIONS, request.code)) {
    case 'Get-Printer-Attributes':
      return {
        status: 'successful-ok',
        groups: [{ group: 'printer', attributes: printerAttributes(desk.mechanism, KNOWN) }],
      };
    case 'Create-Job':
      return createJob(request, desk);
    case 'Send-Document':
      return withJob(request, desk, (job) => takeDocument(job, request, desk));
    case 'Get-Job-Attributes':
      return withJob(request, desk, (job) => ({ status: 'successful-ok', groups: [jobGroup(job)] }));
    case 'Get-Jobs':
      return { status: 'successful-ok', groups: listedJobs(request, desk).map(jobGroup) };
    case 'Cancel-Job':
      return withJob(request, desk, (job) => cancel(job, desk));
    default:
      return { status: 'server-error-operation-not-supported' };
  }
}

const operationOf = (request: IppMessage): IppGroup | undefined => groupsOf(request, 'operation')[0];

function withJob(request: IppMessage, { mechanism }: Desk, act: (job: SimulatedJob) => Answer): Answer {
  const id = numberOf(operationOf(request), 'job-id');
  const job = mechanism.jobs().find((known) => known.id === id);
  return job ? act(job) : { status: 'client-error-not-found' };
}

function createJob(request: IppMessage, { mechanism, faults, anonymous }: Desk): Answer {
  if (faults.take('busy')) return { status: 'server-error-busy' };
  const operation = operationOf(request);
  const job = mechanism.add({
    name: textOf(operation, 'job-name') ?? 'untitled',
    user: (anonymous ? undefined : textOf(operation, 'requesting-user-name')) ?? 'anonymous',
    copies: numberOf(groupsOf(request, 'job')[0], 'copies') ?? 1,
  });
  return { status: 'successful-ok', groups: [jobGroup(job)] };
}

function takeDocument(job: SimulatedJob, request: IppMessage, { mechanism, faults }: Desk): Answer {
  if (isJobOver(job) || job.pdf !== null) return { status: 'client-error-not-possible' };
  const pages = pagesIn(request.data);
  const isPdf = textOf(operationOf(request), 'document-format') === PDF;
  if (!isPdf || faults.take('refuse-document')) return { status: 'client-error-document-format-not-supported' };
  if (pages === null) return { status: 'client-error-document-format-error' };
  mechanism.documentCame(job, request.data, pages);
  return { status: 'successful-ok', groups: [jobGroup(job)] };
}

function cancel(job: SimulatedJob, { mechanism, faults }: Desk): Answer {
  if (isJobOver(job)) return { status: 'client-error-not-possible' };
  if (!faults.take('ignore-cancel')) mechanism.cancel(job);
  return { status: 'successful-ok' };
}

function listedJobs(request: IppMessage, { mechanism }: Desk): readonly SimulatedJob[] {
  const operation = operationOf(request);
  const over = textOf(operation, 'which-jobs') === 'completed';
  const user = flagOf(operation, 'my-jobs') ? textOf(operation, 'requesting-user-name') : undefined;
  const jobs = mechanism.jobs().filter((job) => isJobOver(job) === over && (user === undefined || job.user === user));
  return jobs.slice(0, numberOf(operation, 'limit') ?? jobs.length);
}

const jobGroup = (job: SimulatedJob): IppGroup => ({
  group: 'job',
  attributes: [
    attr.integer('job-id', job.id),
    attr.text('job-uri', 'uri', `${PRINTER_URI}/${job.id}`),
    attr.text('job-name', 'name', job.name),
    attr.enum('job-state', JOB_STATES[job.state]),
    attr.text('job-state-reasons', 'keyword', ...job.reasons, ...(job.reasons.length === 0 ? ['none'] : [])),
    attr.integer('job-media-sheets-completed', job.done),
    attr.integer('job-impressions-completed', job.done),
  ],
});
