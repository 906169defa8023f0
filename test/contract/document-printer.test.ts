import { documentPrinterContract } from './document-printer.ts';
import { simulatedDocumentPrinterRig } from './document-printer-rig.ts';

documentPrinterContract('the simulator in memory', async () => simulatedDocumentPrinterRig());
