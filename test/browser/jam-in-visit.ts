import type { KioskProcess } from '../support/kiosk-process.ts';
import { payBySocket, socketCitizenAt, untilCheckingBySocket } from '../support/socket-citizen.ts';

/** A citizen leaves after a note got stuck on its way in. */
export async function jamInVisit(kiosk: KioskProcess): Promise<void> {
  const visitor = await socketCitizenAt(kiosk.url);
  await kiosk.dock({ device: 'billValidator', do: 'arm', fault: 'jam-path', on: true });
  await untilCheckingBySocket(kiosk, visitor);
  await payBySocket(visitor, 'cash');
  await kiosk.until(({ billValidator }) => billValidator.unit === 'idling');
  await kiosk.dock({ device: 'billValidator', do: 'insert', manat: '1' });
  await visitor.sees('payingCash', ({ stage }) => stage === 'blocked');
  visitor.does({ do: 'cancel' });
  await visitor.sees('choosingPayment');
  visitor.does({ do: 'finish' });
  await visitor.sees('attract');
  await visitor.leave();
}
