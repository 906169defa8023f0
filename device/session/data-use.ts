import type { Result } from '../../drivers/result.ts';
import type { RegisterAccess } from '../back-office/accesses.ts';
import type { BackOfficeTrouble } from '../back-office/contract.ts';
import type { Service } from '../catalogue/schema.ts';
import type { DataAccess, VisitDataAccesses } from '../words/data-use.ts';
import type { Language } from '../words/language.ts';
import { type SessionContext, serviceOf } from './context.ts';

export type AccessesOutput = Result<readonly RegisterAccess[], BackOfficeTrouble>;

/** Whether the last page offers the list of accesses. */
export const offersAccessList = ({ registered, applicationId, duplicate, message, facts }: SessionContext): boolean => {
  // While a message is being sent, its answer comes first.
  const isSending = message !== null && message.outcome === null;
  return (
    registered !== null && applicationId !== null && duplicate === null && facts.person !== undefined && !isSending
  );
};

/** The office's log of accesses for this application. Names of registers in the catalogue are in the citizen's language. */
export function dataUseOf(context: SessionContext): VisitDataAccesses {
  const { accesses, language } = context;
  if (accesses === null) return { stage: 'asking' };
  if (!accesses.ok) return { stage: 'unanswered' };
  const service = serviceOf(context);
  return { stage: 'answered', rows: accesses.value.map((access) => rowOf(access, service, language)) };
}

function rowOf(access: RegisterAccess, { agency, registers }: Service, language: Language): DataAccess {
  const known = registers.find(({ id }) => id === access.register);
  return {
    ...access,
    title: known?.title[language] ?? access.title,
    reads: known?.reads[language] ?? null,
    reader: access.reader === agency.az ? agency[language] : access.reader,
  };
}
