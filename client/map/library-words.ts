// What MapLibre says itself, in the reader's language.
import type { Translate } from '../../i18n/translate.ts'

/** Every text that MapLibre 6 has (`src/ui/default_locale.ts`; a test compares), by its own name for it. */
export function libraryWords(t: Translate): Record<string, string> {
  return {
    'AttributionControl.ToggleAttribution': t('map:library.toggleAttribution'),
    'AttributionControl.MapFeedback': t('map:library.mapFeedback'),
    'FullscreenControl.Enter': t('map:library.enterFullscreen'),
    'FullscreenControl.Exit': t('map:library.exitFullscreen'),
    'GeolocateControl.FindMyLocation': t('map:library.findMyLocation'),
    'GeolocateControl.LocationNotAvailable': t('map:library.locationNotAvailable'),
    'LogoControl.Title': t('map:library.logo'),
    'Map.Title': t('map:library.map'),
    'Marker.Title': t('map:library.marker'),
    'NavigationControl.ResetBearing': t('map:library.resetBearing'),
    'NavigationControl.ZoomIn': t('map:library.zoomIn'),
    'NavigationControl.ZoomOut': t('map:library.zoomOut'),
    'Popup.Close': t('map:library.closePopup'),
    'ScaleControl.Feet': t('map:library.feet'),
    'ScaleControl.Meters': t('map:library.metres'),
    'ScaleControl.Kilometers': t('map:library.kilometres'),
    'ScaleControl.Miles': t('map:library.miles'),
    'ScaleControl.NauticalMiles': t('map:library.nauticalMiles'),
    'GlobeControl.Enable': t('map:library.enableGlobe'),
    'GlobeControl.Disable': t('map:library.disableGlobe'),
    'TerrainControl.Enable': t('map:library.enableTerrain'),
    'TerrainControl.Disable': t('map:library.disableTerrain'),
    'CooperativeGesturesHandler.WindowsHelpText': t('map:library.ctrlScroll'),
    'CooperativeGesturesHandler.MacHelpText': t('map:library.commandScroll'),
    'CooperativeGesturesHandler.MobileHelpText': t('map:library.twoFingers'),
  }
}
