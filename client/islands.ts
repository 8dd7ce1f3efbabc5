// What the browser loads on every page: small islands over pages that work without them.
import './map/map-on-sight.ts'
import './moderation/keys-on-sight.ts'
import './places/place-back.element.ts'
import './finder/place-finder.element.ts'
import './places/place-share.element.ts'
import './submissions/when-there.ts'
import './ui/address-search.element.ts'
import './ui/language-menu.element.ts'
