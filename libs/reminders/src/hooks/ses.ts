import { SesReport, SnsMessage } from '@foyer/contracts';
import { parseInput, Problem } from '@foyer/platform';
import { bounceAnswer, checkFresh, jsonOf, mailOf, sameSecret, type Hook, type Report } from './hook.js';
import { checkSignature, type SnsCertificates } from './sns.js';

/** SNS goes on trying to deliver a message for an hour, with the time at which it was made. */
const snsFreshMilliseconds = 3_660_000;

/** Amazon SES reports by a topic of Amazon SNS, which signs with a key of its own. */
export async function readSes(
  hook: Hook,
  topic: string,
  now: Date,
  certificates: SnsCertificates,
): Promise<Report[]> {
  const message = parseInput(SnsMessage, jsonOf(hook.body));
  // Anybody may have a topic and have it signed: only ours counts.
  if (!sameSecret(message.TopicArn, topic)) throw new Problem('forbidden');
  await checkSignature(message, certificates);
  checkFresh(Date.parse(message.Timestamp), now, snsFreshMilliseconds);
  if (message.Type === 'SubscriptionConfirmation' && message.SubscribeURL !== undefined) {
    await certificates.confirm(message.SubscribeURL);
  }
  if (message.Type !== 'Notification') return [];
  const { bounce, complaint, mail: about } = parseInput(SesReport, jsonOf(message.Message));
  const mail = mailOf(about?.commonHeaders?.messageId);
  const complaints = (complaint?.complainedRecipients ?? []).map(({ emailAddress }): Report => ({
    ...{ address: emailAddress, reason: 'complained', answer: null, mail },
    at: new Date(complaint?.timestamp ?? message.Timestamp),
  }));
  if (bounce?.bounceType !== 'Permanent') return complaints;
  const bounces = bounce.bouncedRecipients.flatMap(({ emailAddress, status, diagnosticCode }): Report[] => {
    const answer = bounceAnswer(diagnosticCode, { status });
    const at = new Date(bounce.timestamp);
    return answer ? [{ address: emailAddress, reason: 'bounced', ...answer, at, mail }] : [];
  });
  return [...complaints, ...bounces];
}
