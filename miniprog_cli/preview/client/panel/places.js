// Places to be at, with coordinates in degrees.

export const PLACES = {
	Shanghai: [31.2304, 121.4737],
	Beijing: [39.9042, 116.4074],
	Tokyo: [35.6764, 139.65],
	Seoul: [37.5665, 126.978],
	Bangkok: [13.7563, 100.5018],
	"Ho Chi Minh City": [10.8231, 106.6297],
	Singapore: [1.3521, 103.8198],
	Jakarta: [-6.2088, 106.8456],
	Mumbai: [19.076, 72.8777],
	Bengaluru: [12.9716, 77.5946],
	Berlin: [52.52, 13.405],
	London: [51.5072, -0.1276],
	"São Paulo": [-23.5558, -46.6396],
	"New York": [40.7128, -74.006],
	"San Francisco": [37.7749, -122.4194],
	"Null Island": [0, 0],
};

export function placeAt({ latitude, longitude }) {
	return (
		Object.keys(PLACES).find((name) => {
			const [north, east] = PLACES[name];
			return north === latitude && east === longitude;
		}) ?? ""
	);
}
