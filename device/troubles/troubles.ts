import type { TroubleCode } from '../words/trouble.ts';
import { BACK_OFFICE } from '../words/troubles/back-office.ts';
import { BILL_VALIDATOR } from '../words/troubles/bill-validator.ts';
import { PRINTER } from '../words/troubles/printer.ts';
import { READER } from '../words/troubles/reader.ts';
import { STORAGE } from '../words/troubles/storage.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';
import { TERMINAL } from '../words/troubles/terminal.ts';
import { ACCEPTANCE, type AcceptanceCode } from './troubles-acceptance.ts';
import { OFFICE, type OfficeCode } from './troubles-back-office.ts';
import { CHIP, type ChipCode } from './troubles-chip.ts';
import { ENROLMENT, type EnrolmentCode } from './troubles-enrolment.ts';
import { FIND, type FindCode } from './troubles-find.ts';
import { MONITORING, type MonitoringCode } from './troubles-monitoring.ts';
import { PERIPHERALS, type PeripheralCode } from './troubles-peripherals.ts';
import { PROVISION, type ProvisionCode } from './troubles-provision.ts';
import { SERVICE, type ServiceCode } from './troubles-service.ts';
import { START, type StartCode } from './troubles-start.ts';
import { WEB, type WebCode } from './troubles-web.ts';

/** Each code in a log line, the command or a screen. */
export type AnyCode =
  | TroubleCode
  | ChipCode
  | EnrolmentCode
  | FindCode
  | MonitoringCode
  | OfficeCode
  | PeripheralCode
  | ProvisionCode
  | ServiceCode
  | StartCode
  | WebCode
  | AcceptanceCode;

export const TECHNICIAN_TEXT: Readonly<Record<AnyCode, TechnicianText>> = {
  ...READER,
  ...CHIP,
  ...TERMINAL,
  ...PRINTER,
  ...BILL_VALIDATOR,
  ...BACK_OFFICE,
  ...OFFICE,
  ...ENROLMENT,
  ...PERIPHERALS,
  ...STORAGE,
  ...PROVISION,
  ...FIND,
  ...SERVICE,
  ...START,
  ...WEB,
  ...ACCEPTANCE,
  ...MONITORING,
};
