/**
 * Douyin alone: orders and payment, accounts that are followed, recordings of the screen (developer.open-douyin.com,
 * npm @douyin-microapp/typings 1.3.1).
 */
(() => {
	globalThis.miniNative.own = (native) => {
		const { simulated, sources } = native;
		const { answers, shown } = simulated;
		/** By how a payment ends: the code that `tt.pay` succeeds with, whatever came of it. */
		const PAID = { failed: 2, cancelled: 4 };
		const followed = new Set();
		const favorite = { isTold: false };
		let orders = 0;

		async function pay({ orderInfo }) {
			if (!orderInfo?.order_id || !orderInfo.order_token) {
				throw new native.Failure("orderInfo needs order_id and order_token", { errNo: 21000 });
			}
			try {
				await answers.pay({ what: orderInfo.order_id });
				return { code: 0 };
			} catch (error) {
				const code = PAID[error.code];
				if (!code) throw error;
				return { code };
			}
		}

		/** Order and pay at once, as its templates for shops do. */
		async function order({ goodsList = [], payment, totalAmount, orderId, outOrderNo }) {
			const names = goodsList.map((one) => one.goodsName ?? one.goodsTitle ?? one.goodsId);
			const cents = payment?.totalAmount ?? totalAmount;
			const amount = cents === undefined ? "" : `¥${(cents / 100).toFixed(2)}`;
			await answers.pay({ what: names.join(", ") || orderId || "An order", amount });
			orders += 1;
			const made = `preview-order-${orders}`;
			return { orderId: orderId ?? made, outOrderNo: outOrderNo ?? made };
		}

		async function ask(title, text, yes) {
			const choices = [
				["yes", yes],
				[null, "Not now"],
			];
			return (await simulated.ask({ title, text, choices })) === "yes";
		}

		async function follow(id) {
			if (!followed.has(id) && (await ask("Follow", id, "Follow"))) followed.add(id);
			return followed.has(id);
		}

		async function showFavoriteGuide({ content = "" }) {
			if (favorite.isTold) return;
			favorite.isTold = true;
			shown("showFavoriteGuide", { content });
		}

		const corner = () => {
			const { left, top, width, height, right, bottom } = native.host.call(
				"getMenuButtonBoundingClientRect",
			);
			return { left, top, width, height, right, bottom };
		};
		const leave = (name) => (given) => shown(name, given ?? {});

		native.api({
			calls: {
				pay,
				createOrder: order,
				createMerchantOrder: async (given) => ({
					...(await order(given)),
					payOrderId: "preview-pay",
					orderToken: "preview-token",
				}),
				continueToPay: order,
				followOfficialAccount: async () => ({ errCode: (await follow("account")) ? 0 : 1 }),
				checkFollowState: () => ({ result: followed.has("account") }),
				followAwemeUser: async ({ awemeId }) => ({ followed: await follow(awemeId) }),
				checkFollowAwemeState: ({ awemeId }) => ({ hasFollowed: followed.has(awemeId) }),
				openAwemeUserProfile: leave("openAwemeUserProfile"),
				navigateToVideoView: leave("navigateToVideoView"),
				showFavoriteGuide,
				showInteractionBar: leave("showInteractionBar"),
				hideInteractionBar: leave("hideInteractionBar"),
				getMicroappInfo: () => ({ name: document.title, corporateName: "Preview Ltd" }),
				enableUserScreenRecord: leave("enableUserScreenRecord"),
				disableUserScreenRecord: leave("disableUserScreenRecord"),
				setSwipeBackMode: (mode) => shown("setSwipeBackMode", { mode }),
				preloadVideo: () => {},
				prerenderVideo: () => {},
				preloadDrawAd: () => {},
				navigateToScene: leave("navigateToScene"),
				getSidebarActivity: () => ({ activityList: [] }),
				updateExitGuideWindowInfo: leave("updateExitGuideWindowInfo"),
			},
			sync: {
				canIPutStuffOverComponent: () => true,
				getEnvInfoSync: () => ({
					microapp: { mpVersion: "0.0.0", envType: "preview", appId: sources.program.appId },
					plugin: {},
					common: { USER_DATA_PATH: native.files.HOME },
				}),
				getMenuButtonLayout: corner,
				getCustomButtonBoundingClientRect: () => {
					const capsule = corner();
					const left = innerWidth - capsule.right;
					const { top, bottom, height } = capsule;
					const leftIcon = { left, top, bottom, height, width: height, right: left + height };
					return { leftIcon, capsule };
				},
			},
			quiet: ["UserScreenRecord"],
			simulated: [
				"pay",
				"createOrder",
				"createMerchantOrder",
				"continueToPay",
				"followOfficialAccount",
				"checkFollowState",
				"followAwemeUser",
				"checkFollowAwemeState",
				"openAwemeUserProfile",
				"navigateToVideoView",
				"showFavoriteGuide",
				"showInteractionBar",
				"hideInteractionBar",
				"getMicroappInfo",
				"enableUserScreenRecord",
				"disableUserScreenRecord",
				"setSwipeBackMode",
				"preloadVideo",
				"prerenderVideo",
				"preloadDrawAd",
				"navigateToScene",
				"getSidebarActivity",
				"updateExitGuideWindowInfo",
				"canIPutStuffOverComponent",
				"getEnvInfoSync",
			],
			capabilities: { pay: "pay", createOrder: "pay", continueToPay: "pay" },
		});
	};
})();
