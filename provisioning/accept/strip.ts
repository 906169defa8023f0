import type { Receipt } from '../../drivers/receipt-printer/contract.ts';
import { type AcceptanceReport, groupedFingerprint, reportFingerprint } from './report.ts';
import type { AcceptWords } from './words.ts';

export function buildReportStrip(report: AcceptanceReport, words: AcceptWords): Receipt {
  const { strip: its, steps, outcome } = words;
  const { kiosk, software, at, number, results, accepted } = report;
  const fingerprint = reportFingerprint(report);
  return {
    lines: [
      { text: its.title, style: 'title', align: 'center' },
      { text: accepted ? its.accepted : its.notAccepted, style: 'large', align: 'center' },
      { rule: true },
      { columns: [its.kiosk, kiosk.id], style: 'bold' },
      { text: kiosk.centreName },
      { columns: [its.software, software.version] },
      { columns: [its.date, at.slice(0, 16).replace('T', ' ')] },
      { columns: [its.number, String(number)] },
      { rule: true },
      ...results.map((result) => ({
        columns: [
          steps[result.step].title,
          result.code === null ? outcome[result.outcome] : `${outcome[result.outcome]} ${result.code}`,
        ],
      })),
      { rule: true },
      { text: its.fingerprint },
      { text: groupedFingerprint(fingerprint), align: 'center' },
      { qr: `asan-kiosk acceptance ${kiosk.id} ${number} ${fingerprint}` },
    ],
    cut: true,
  };
}
