"""The globals of browsers that say what a program does; those of hosts are the hosts' to name.

From the interfaces of HTML's Window and WorkerGlobalScope, without what only computes.
"""

WINDOWS = frozenset({"window", "self", "globalThis", "frames"})
"""Names of the global object itself."""

TIMERS = ("setTimeout", "setInterval", "setImmediate")
"""What runs later, and takes text for it, too."""

ROOTS = WINDOWS | {
    *("eval", "Function", *TIMERS, "execScript"),
    *("fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "Request", "URL"),
    *("Worker", "SharedWorker", "importScripts", "BroadcastChannel", "MessageChannel"),
    *("navigator", "document", "location", "history", "top", "parent", "opener", "postMessage"),
    *("localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore", "openDatabase"),
    *("alert", "confirm", "prompt", "open", "close", "print", "console", "crypto"),
    *("Notification", "PushManager", "ServiceWorker", "PaymentRequest", "PublicKeyCredential"),
    *("RTCPeerConnection", "RTCDataChannel", "MediaRecorder", "MediaStream", "SpeechRecognition"),
    *("webkitSpeechRecognition", "speechSynthesis", "SpeechSynthesisUtterance", "AudioContext"),
    *(
        "webkitAudioContext",
        "Audio",
        "Image",
        "FontFace",
        "DeviceMotionEvent",
        "DeviceOrientationEvent",
    ),
    *("Accelerometer", "Gyroscope", "Magnetometer", "AbsoluteOrientationSensor", "NDEFReader"),
    *("AmbientLightSensor", "IdleDetector", "EyeDropper", "FaceDetector", "BarcodeDetector"),
    *("showOpenFilePicker", "showSaveFilePicker", "showDirectoryPicker", "queryLocalFonts"),
    *("requestAnimationFrame", "requestIdleCallback", "WebAssembly", "SharedArrayBuffer"),
    *("mini",),
}
"""Names that are looked for; `mini` is the one that every host's adapter brings."""
