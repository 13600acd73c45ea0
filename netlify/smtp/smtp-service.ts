import { setTimeout } from 'node:timers/promises';
import type { MailServer } from '#mail/mail-server.ts';
import type { MailService } from '#mail/mail.ts';
import { DeliveryTimes } from './delivery-times.ts';
import { toMessage } from './message.ts';
import { SmtpSession } from './smtp-session.ts';

/** The longest a session may take. An answer to a supporter has 10 s, and the store needs some of them. */
const LIMIT_MS = 8_000;
/** A delivery takes about this much longer than a session without a message. */
const WITHOUT_EXAMPLE = 1.6;

const recent = new DeliveryTimes();

/** What tests set: when a session has to end, and which deliveries were before. */
interface SmtpOptions {
  readonly limit?: () => AbortSignal;
  readonly times?: DeliveryTimes;
}

/** A mail service that is reached by SMTP, with one session for each mail. */
export function smtpService(server: MailServer, options: SmtpOptions = {}): MailService {
  const { limit = () => AbortSignal.timeout(LIMIT_MS), times = recent } = options;
  const inSession = async (use: (session: SmtpSession) => Promise<void>): Promise<void> => {
    const session = new SmtpSession(server, limit());
    try {
      await session.open();
      await use(session);
    } finally {
      session.close();
    }
  };
  return {
    deliver: async (mail) => {
      const start = performance.now();
      const message = await toMessage(mail);
      await inSession((session) => session.send(message));
      times.add(performance.now() - start);
    },
    pretend: async () => {
      const start = performance.now();
      await inSession((session) => session.sendNothing());
      const taken = performance.now() - start;
      const wanted = Math.min(LIMIT_MS, times.pick() ?? taken * WITHOUT_EXAMPLE);
      if (wanted > taken) await setTimeout(wanted - taken);
    },
  };
}
