import { type PaperRecord, verifyPaper } from '../../device/back-office/documents.ts';
import { createCentreClock } from '../../device/clock/centre-time.ts';
import { realFiles } from '../../device/config/files.ts';
import { describeConfigTrouble } from '../../device/config/trouble.ts';
import { readSealCertificateFile, readSealCertificates } from '../../device/document/seals.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { SealedDocument, SealTrouble } from '../../drivers/sealed-document/contract.ts';
import { readSealedDocument } from '../../drivers/sealed-document/read.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { type DocumentPaperCode, readVerificationSubject } from './asked.ts';

export interface VerifyDocumentOptions {
  /** PEM. */
  readonly seal?: string;
  readonly profile?: string;
  readonly office?: string;
  readonly code?: string;
  readonly json?: true;
}

const TIMEOUT_MS = 10_000;

/** Checks whether an office sealed a document, and whether the document is still valid. Exit code 1 if not. */
export async function verifyDocument(what: string, options: VerifyDocumentOptions, io: Io): Promise<CliOutcome> {
  const office = officeOf(options.office);
  if (!office.ok) return office;
  const asked = await readVerificationSubject(what, options.code, io);
  if (!asked.ok) return asked;
  const its = asked.value.kind === 'file' ? proveFile(asked.value, options) : ok({ sealed: null, paper: asked.value });
  if (!its.ok) return its;
  const { sealed, paper } = its.value;
  if (!sealed && !office.value) return misused('a code proves nothing by itself: add --office URL to ask the office');
  const state = office.value ? await askOffice(paper, office.value) : ok(null);
  if (!state.ok) return state;
  if (options.json) printJson(io, jsonOf(sealed, state.value, office.value));
  else io.out(describe(sealed, state.value, office.value));
  return verdict(sealed, state.value);
}

function officeOf(text: string | undefined): Result<URL | null, CliTrouble> {
  if (text === undefined) return ok(null);
  const isAddress = /^https?:\/\//i.test(text) && URL.canParse(text);
  return isAddress
    ? ok(new URL(text))
    : misused(`not an address of an office: ${text}; write one such as https://verify.example`);
}

interface Proved {
  readonly sealed: SealedDocument;
  readonly paper: DocumentPaperCode;
}

function proveFile(
  { name, pdf }: { readonly name: string; readonly pdf: Uint8Array },
  options: VerifyDocumentOptions,
): Result<Proved, CliTrouble> {
  const believed = believedBy(options);
  if (!believed.ok) return believed;
  const read = readSealedDocument(pdf, believed.value, new Date());
  if (!read.ok) return failed(`not proved: ${name}: ${describeSeal(read.error)} (${read.error.code})`);
  const { number, verifyUrl } = read.value.facts;
  const address = new URL(verifyUrl);
  return ok({ sealed: read.value, paper: { number, code: address.searchParams.get('code') ?? '', address } });
}

function believedBy({ seal, profile }: VerifyDocumentOptions): Result<readonly Uint8Array[], CliTrouble> {
  if (seal !== undefined) {
    const given = readSealCertificateFile(seal, realFiles);
    return given.ok ? given : misused(describeConfigTrouble(given.error));
  }
  if (profile === undefined)
    return misused('no trusted seal: add --seal FILE (its certificate, PEM) or --profile FILE');
  const its = loadProfileFile(profile);
  if (!its.ok) return its;
  const seals = readSealCertificates(its.value, realFiles);
  if (!seals.ok) return misused(describeConfigTrouble(seals.error));
  return seals.value.length > 0 ? seals : misused(`${profile} names no seal (backOffice.seal): add --seal FILE`);
}

function describeSeal(trouble: SealTrouble): string {
  switch (trouble.kind) {
    case 'unsealed':
      return `it has no seal that covers all of it: ${trouble.why}`;
    case 'altered':
      return 'its bytes were changed after it was sealed';
    case 'wrong-key':
      return 'the seal was not made with the key of the certificate that it names';
    case 'unknown-seal':
      return `it is sealed by ${trouble.by.name}, a seal that is not trusted here: certificate SHA-256 ${trouble.by.fingerprint}`;
    case 'out-of-time':
      return `it says that ${trouble.by.name} sealed it on ${trouble.sealedAt.toISOString()}, when this certificate was not valid, or in the future`;
    default:
      return trouble satisfies never;
  }
}

/** The address on a paper can be forged: only the named office is asked, and another address is reported. */
async function askOffice(
  { number, code, address }: DocumentPaperCode,
  office: URL,
): Promise<Result<PaperRecord, CliTrouble>> {
  if (address && address.origin !== office.origin)
    return failed(`not proved: the code leads to ${address.origin}, not to the office ${office.origin}`);
  const options = { baseUrl: office.origin, timeoutMs: TIMEOUT_MS };
  const answer = await verifyPaper(options, { number, code }, new AbortController().signal);
  if (answer.ok) return answer;
  const { error } = answer;
  if (error.kind === 'refused' && error.reason === 'unknown-document')
    return failed(`not proved: ${office.origin} knows no document with this number and this code`);
  const why = error.kind === 'unreachable' ? error.detail : error.kind;
  return failed(
    `not proved: ${office.origin} did not answer (${error.code}, ${why}); is it the office, and reachable?`,
  );
}

const today = (): string =>
  createCentreClock(() => new Date())
    .local()
    .slice(0, 10);

const stateOf = (sealed: SealedDocument | null, paper: PaperRecord | null) =>
  paper?.state ?? (sealed && sealed.facts.validUntil < today() ? 'expired' : 'valid');

function verdict(sealed: SealedDocument | null, paper: PaperRecord | null): CliOutcome {
  const state = stateOf(sealed, paper);
  if (state === 'valid') return done;
  const until = sealed?.facts.validUntil ?? paper?.validUntil ?? '';
  return failed(state === 'expired' ? `not valid any more: ${until} was its last day` : 'not valid: it was withdrawn');
}

function jsonOf(sealed: SealedDocument | null, paper: PaperRecord | null, office: URL | null) {
  const { number, title, agency, issuedOn, validUntil } = sealed?.facts ?? paper!;
  return {
    proved: sealed ? 'sealed' : 'known',
    state: stateOf(sealed, paper),
    number,
    title,
    agency,
    issuedOn,
    validUntil,
    seal: sealed && { ...sealed.by, at: sealed.sealedAt.toISOString() },
    office: office?.origin ?? null,
  };
}

function describe(sealed: SealedDocument | null, paper: PaperRecord | null, office: URL | null): string {
  const { number, title, agency, issuedOn, validUntil } = sealed?.facts ?? paper!;
  const what = `${title}, ${agency}, issued ${issuedOn}, valid until ${validUntil}\n`;
  return [
    ...(sealed
      ? [
          `proved: document ${number} is whole, every byte as it was sealed\n`,
          `sealed on ${sealed.sealedAt.toISOString()} by ${sealed.by.name}, certificate SHA-256 ${sealed.by.fingerprint}\n`,
        ]
      : []),
    ...(paper
      ? [`${sealed ? 'and the office' : 'proved: the office'} ${office?.origin} says of ${number}: ${paper.state}\n`]
      : []),
    what,
    ...notProved(sealed, paper),
  ].join('');
}

function notProved(sealed: SealedDocument | null, paper: PaperRecord | null): readonly string[] {
  if (!sealed) return ['not proved: the other text on the paper; compare its name and dates, or verify its file\n'];
  if (paper) return ['not proved: that the person who shows it is the person in it\n'];
  return [
    'not proved: that it is still valid (--office URL asks), and that the person who shows it is the person in it\n',
  ];
}
