import type { DegradationCode } from '../degradation/channels.ts';
import type { TroubleCode } from '../words/trouble.ts';
import { BACK_OFFICE_TEXTS } from '../words/troubles/back-office.ts';
import { BILL_VALIDATOR_TEXTS } from '../words/troubles/bill-validator.ts';
import { CABINET_TEXTS } from '../words/troubles/cabinet.ts';
import { PRINTER_TEXTS } from '../words/troubles/printer.ts';
import { READER_TEXTS } from '../words/troubles/reader.ts';
import { STAFF_TEXTS } from '../words/troubles/staff.ts';
import { STORAGE_TEXTS } from '../words/troubles/storage.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';
import { TERMINAL_TEXTS } from '../words/troubles/terminal.ts';
import { ACCEPTANCE_TEXTS, type AcceptanceCode } from './troubles-acceptance.ts';
import { OFFICE_TEXTS, type OfficeTroubleCode } from './troubles-back-office.ts';
import { BADGE_TEXTS, type BadgeTroubleCode } from './troubles-badge.ts';
import { CHIP_TEXTS, type ChipReadingTroubleCode } from './troubles-chip.ts';
import { DEGRADATION_TEXTS } from './troubles-degradation.ts';
import { ENROLMENT_TEXTS, type EnrolmentTroubleCode } from './troubles-enrolment.ts';
import { FIND_TEXTS, type FindCode } from './troubles-find.ts';
import { MONITORING_TEXTS, type MonitoringCode } from './troubles-monitoring.ts';
import { PERIPHERAL_TEXTS, type PeripheralCode } from './troubles-peripherals.ts';
import { PROVISION_TEXTS, type ProvisionCode } from './troubles-provision.ts';
import { type KioskServiceTroubleCode, SERVICE_TEXTS } from './troubles-service.ts';
import { START_TEXTS, type StartCode } from './troubles-start.ts';
import { WEB_TEXTS, type WebCode } from './troubles-web.ts';

export type AnyTroubleCode =
  | TroubleCode
  | BadgeTroubleCode
  | ChipReadingTroubleCode
  | DegradationCode
  | EnrolmentTroubleCode
  | FindCode
  | MonitoringCode
  | OfficeTroubleCode
  | PeripheralCode
  | ProvisionCode
  | KioskServiceTroubleCode
  | StartCode
  | WebCode
  | AcceptanceCode;

export const TECHNICIAN_TEXT: Readonly<Record<AnyTroubleCode, TechnicianText>> = {
  ...READER_TEXTS,
  ...CHIP_TEXTS,
  ...DEGRADATION_TEXTS,
  ...TERMINAL_TEXTS,
  ...PRINTER_TEXTS,
  ...BILL_VALIDATOR_TEXTS,
  ...BACK_OFFICE_TEXTS,
  ...OFFICE_TEXTS,
  ...ENROLMENT_TEXTS,
  ...PERIPHERAL_TEXTS,
  ...BADGE_TEXTS,
  ...STAFF_TEXTS,
  ...CABINET_TEXTS,
  ...STORAGE_TEXTS,
  ...PROVISION_TEXTS,
  ...FIND_TEXTS,
  ...SERVICE_TEXTS,
  ...START_TEXTS,
  ...WEB_TEXTS,
  ...ACCEPTANCE_TEXTS,
  ...MONITORING_TEXTS,
};
