// A letter as the fields of an e-mail.
import type { SendMailOptions } from 'nodemailer'
import type { Sender } from './mail-settings.rules.ts'
import { RefusedLetterError, type WrittenLetter } from './mailer.ts'

/** One address and nothing else: no list, no name, no line break, no comment. */
const oneAddress = /^[^\s@<>()[\]\\",:;]{1,64}@[^\s@<>()[\]\\",:;]{1,255}$/

/**
 * The message has the same `Message-ID` each time that its job is tried: mail servers recognise the second after a crash.
 * @throws RefusedLetterError when its address is not one
 */
export function messageOf({ id, letter, text, html, date }: WrittenLetter, from: Sender): SendMailOptions {
  if (!oneAddress.test(letter.to)) throw new RefusedLetterError('not one address')
  return {
    from,
    to: { name: '', address: letter.to },
    envelope: { from: from.address, to: [letter.to] },
    messageId: `<${id}@${from.address.split('@')[1]}>`,
    date,
    subject: letter.subject.replace(/[\s\p{Cc}]+/gu, ' ').trim(),
    text,
    html,
    // Nothing answers it by itself: no notice of absence, and no answer to that.
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': letter.locale,
    },
    xMailer: false,
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
