import type { FastifyReply } from 'fastify'

/**
 * Sends JSON that is text already, as it is stored: it is not parsed, checked or built again. Its bytes are made once,
 * for the tag, the length and the network.
 */
export function sendStoredJson(reply: unknown, mediaType: string, json: string): FastifyReply {
  return (reply as FastifyReply).type(mediaType).send(Buffer.from(json))
}
