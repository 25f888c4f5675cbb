//! Traces for whoever operates the server: spans of requests, batches, appends and forwards, sent
//! by OTLP over HTTP. They name routes and sessions, never people.

use opentelemetry::{KeyValue, trace::TracerProvider as _};
use opentelemetry_otlp::{ExporterBuildError, Protocol, SpanExporter, WithExportConfig};
use opentelemetry_sdk::{
    Resource,
    runtime::Tokio,
    trace::{
        BatchConfigBuilder, SdkTracerProvider,
        span_processor_with_async_runtime::BatchSpanProcessor,
    },
};
use std::time::Duration;
use tracing::Metadata;
use tracing_subscriber::{Layer, Registry, filter::filter_fn};

/// Spans that wait to be sent; more are dropped.
const SPANS_MAX: usize = 2_048;
/// How long the collector may take for them.
const EXPORT: Duration = Duration::from_secs(2);

/// Traces cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum TracesError {
    /// Only in the clear: a collector stands beside the server.
    #[error("--otlp-url (CONVENE_OTLP_URL): write it as http://localhost:4318")]
    Scheme,
    /// The library refuses.
    #[error("cannot send traces")]
    Exporter(#[source] ExporterBuildError),
}

/// Where spans go.
pub struct Traces(SdkTracerProvider);

impl Traces {
    /// A collector, as `http://localhost:4318`. Spans go there in batches, every few seconds.
    pub(super) fn to(url: &str) -> Result<Self, TracesError> {
        if !url.starts_with("http://") {
            return Err(TracesError::Scheme);
        }
        let endpoint = format!("{}/v1/traces", url.trim_end_matches('/'));
        let exporter = SpanExporter::builder()
            .with_http()
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(endpoint)
            .with_timeout(EXPORT)
            .build()
            .map_err(TracesError::Exporter)?;
        // One export is all that can wait when the server ends.
        let sizes = BatchConfigBuilder::default();
        let sizes = sizes.with_max_queue_size(SPANS_MAX).with_max_export_batch_size(SPANS_MAX);
        let batches = BatchSpanProcessor::builder(exporter, Tokio).with_batch_config(sizes.build());
        let batches = batches.build();
        let instance = KeyValue::new("service.instance.id", crate::clock::id().to_string());
        let about = Resource::builder().with_service_name("convene").with_attribute(instance);
        let about = about.build();
        let provider = SdkTracerProvider::builder();
        Ok(Self(provider.with_span_processor(batches).with_resource(about).build()))
    }

    /// Takes the spans of this program, whatever is logged.
    pub(super) fn layer(&self) -> impl Layer<Registry> + Send + Sync + 'static + use<> {
        let is_ours =
            |about: &Metadata<'_>| about.is_span() && about.target().starts_with("convene");
        let tracer = self.0.tracer("convene");
        tracing_opentelemetry::layer()
            .with_tracer(tracer)
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_filter(filter_fn(is_ours))
    }

    /// Sends what is left. Blocks.
    pub fn finish(self) {
        if let Err(error) = self.0.shutdown() {
            tracing::warn!(error = &error as &dyn std::error::Error, "the last traces are lost");
        }
    }
}
